//! What the WebAssembly loses before JavaScript is made for it: the words of Rust's panics. A panic
//! ends in a trap either way, and nobody ever sees its message; the code that would compose it is a
//! fifth of the file.

use anyhow::{Context, Result};
use walrus::{FunctionBuilder, FunctionId, FunctionKind, LocalFunction, Module};

/// Parts of the mangled names of functions that never return but panic. `9panicking` is a module of
/// core and of std; the others are what its callers keep out of line.
const PANICS: [&str; 11] = [
    "9panicking",
    "13assert_failed",
    "13expect_failed",
    "13unwrap_failed",
    "16len_mismatch_f",
    "16slice_index_fail",
    "17len_mismatch_fail",
    "16slice_error_fail",
    "17capacity_overflow",
    "18handle_alloc_error",
    "22panic_on_ord_violation",
];

/// The same WebAssembly, in which a panic traps at once.
pub fn snip_panics(wasm: &[u8]) -> Result<Vec<u8>> {
    let mut module = Module::from_buffer(wasm).context("the compiled WebAssembly cannot be read")?;
    let panics: Vec<FunctionId> =
        module.funcs.iter_local().filter(|(id, _)| is_panic(&module, *id)).map(|(id, _)| id).collect();
    for id in panics {
        trap(&mut module, id);
    }
    walrus::passes::gc::run(&mut module);
    Ok(module.emit_wasm())
}

fn is_panic(module: &Module, id: FunctionId) -> bool {
    let name = module.funcs.get(id).name.as_deref().unwrap_or_default();
    name.starts_with("_R") && PANICS.iter().any(|part| name.contains(part))
}

/// Exchanges the function's body for a trap.
fn trap(module: &mut Module, id: FunctionId) {
    let (params, results) = {
        let ty = module.types.get(module.funcs.get(id).ty());
        (ty.params().to_vec(), ty.results().to_vec())
    };
    let mut builder = FunctionBuilder::new(&mut module.types, &params, &results);
    builder.func_body().unreachable();
    let arguments = params.iter().map(|ty| module.locals.add(*ty)).collect();
    module.funcs.get_mut(id).kind = FunctionKind::Local(builder.local_func(arguments));
}
