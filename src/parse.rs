//! Trees and tables to lists of items with typed fields. Never fails: what is not understood keeps its text and is reported.
