// What all browser checks share: Chromium, the site from its folder and from a sub-folder of a server with a strict policy, and an
// ear for everything a page should not say or ask for.
import { createServer } from 'node:http';
import { readFile } from 'node:fs/promises';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { extname, join, normalize, sep } from 'node:path';
import { chromium } from 'playwright-core';

/** What the pages must live with, as the strictest server would send it. */
export const POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

const TYPES = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript; charset=utf-8', '.css': 'text/css; charset=utf-8' };

export const launch = () => chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox', '--disable-quic'] });

/** Serves a site below /公开/目录/, as a city would who has other pages, too. */
export async function serve(site) {
  const below = `/${encodeURIComponent('公开')}/${encodeURIComponent('目录')}/`;
  const server = createServer(async (request, response) => {
    const path = new URL(request.url, 'http://localhost').pathname;
    // The icon is the city's, at the root of its server.
    if (path === '/favicon.ico') return response.writeHead(204).end();
    const file = path.startsWith(below) ? normalize(join(site, decodeURIComponent(path.slice(below.length)))) : '';
    const body = file.startsWith(site + sep) ? await readFile(file).catch(() => null) : null;
    response.writeHead(body === null ? 404 : 200, {
      'content-security-policy': POLICY,
      'x-content-type-options': 'nosniff',
      'content-type': TYPES[extname(file)] ?? 'application/octet-stream',
    });
    return response.end(body ?? '');
  });
  await new Promise((listening) => server.listen(0, '127.0.0.1', listening));
  return { address: `http://127.0.0.1:${server.address().port}${below}`, close: () => server.close() };
}

/** Tells a listener of words on the console (violations of the policy are among them), script errors, and requests that lead away. */
export function listen(page, origin, fault) {
  page.on('console', (message) => fault(`console: ${message.text()}`));
  page.on('pageerror', (error) => fault(`script: ${error.message}`));
  page.on('requestfailed', (request) => fault(`failed request: ${request.url()}`));
  page.on('request', (request) => request.url().startsWith(origin) || fault(`request: ${request.url()}`));
  page.on('response', (response) => response.status() >= 400 && fault(`${response.status()}: ${response.url()}`));
  page.on('dialog', (dialog) => { fault(`dialog: ${dialog.message()}`); return dialog.dismiss(); });
}

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Accessibility violations of a page as it stands, a line each. */
export async function violations(page, rules = {}) {
  await page.evaluate(axe);
  // Stylesheets of file:// cannot be preloaded by a script.
  const found = await page.evaluate((rules) => globalThis.axe.run({ resultTypes: ['violations'], preload: false, rules }), rules);
  return found.violations.map(({ id, help, nodes }) => `axe ${id}: ${help}: ${nodes.slice(0, 3).map((node) => node.html.slice(0, 200)).join(' | ')}`);
}

/** How far a page scrolls sideways, in pixels. */
export const sideways = (page) => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
