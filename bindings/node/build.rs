//! Lets the linker leave the symbols that Node supplies.

fn main() {
    napi_build::setup();
}
