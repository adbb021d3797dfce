"""The data files as another program reads them: usage: open_data.py OUT

Frictionless reads data/datapackage.json and judges the table by it, jsonschema judges catalog.json by the schema beside it, and both
hold the same items. A table that was spoiled is found out by the same descriptor.
"""

import json
import pathlib
import shutil
import sys
import tempfile

import frictionless
import jsonschema

data = pathlib.Path(sys.argv[1]) / "data"
faults = []


def errors(folder):
    report = frictionless.Package(str(folder / "datapackage.json")).validate()
    return [error.message for task in report.tasks for error in task.errors] + [error.message for error in report.errors]


faults += errors(data)
catalog = json.loads((data / "catalog.json").read_text("utf-8"))
schema = json.loads((data / "catalog.schema.json").read_text("utf-8"))
validator = jsonschema.validators.validator_for(schema)
validator.check_schema(schema)
faults += [f"catalog.json {error.json_path}: {error.message[:200]}" for error in validator(schema).iter_errors(catalog)]

rows = frictionless.Package(str(data / "datapackage.json")).get_resource("catalog").read_rows()
ids = [item["id"] for item in catalog["items"]]
if [row["编号"] for row in rows] != ids:
    faults.append("catalog.csv and catalog.json hold different items")
names = [item["name"] for item in catalog["items"]]
if [row["二级事项"] for row in rows] != names:
    faults.append("catalog.csv and catalog.json call items differently")

with tempfile.TemporaryDirectory() as folder:
    spoiled = pathlib.Path(folder) / "data"
    shutil.copytree(data, spoiled)
    lines = (spoiled / "catalog.csv").read_bytes().split(b"\r\n")
    (spoiled / "catalog.csv").write_bytes(b"\r\n".join(lines[:-1] + [lines[1], b""]))
    if not errors(spoiled):
        faults.append("an item that stands twice in the table was not noticed")

for fault in faults:
    print(fault, file=sys.stderr)
print(f"open data: {len(ids)} items, {len(faults)} faults")
sys.exit(bool(faults) or not ids)
