//! Many lists to one city catalog, and towns as differences from it; every field keeps its origin.
