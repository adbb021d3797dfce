//! Figures of the pipeline beside the floor: the same cells read and written with nothing else.

fn main() {}
