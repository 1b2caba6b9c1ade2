//! Removes the messages of Rust's panics from the WebAssembly, and the source paths in them, some
//! of which begin in the home of the person who compiled them. A panic ends in a trap either way
//! and its message is never shown; it would cost every reader some two kilobytes of transfer.

use anyhow::{Context, Result};
use walrus::{DataId, FunctionBuilder, FunctionId, FunctionKind, Module};

/// Parts of the mangled names of functions that only panic. `9panicking` is a module of core and of
/// std; the others are functions that its callers keep out of line.
const PANICS: [&str; 10] = [
    "9panicking",
    "13assert_failed",
    "13expect_failed",
    "13unwrap_failed",
    "16slice_index_fail",
    "17len_mismatch_fail",
    "16slice_error_fail",
    "17capacity_overflow",
    "18handle_alloc_error",
    "22panic_on_ord_violation",
];

/// Parts of the paths of source files: those of Rust itself, of this workspace, of other crates.
const SOURCES: [&[u8]; 4] = [b"/rustc/", b"/rust/deps/", b"crates/", b"/registry/src/"];

/// The same WebAssembly, in which every panic traps at once.
pub fn snip_panics(wasm: &[u8]) -> Result<Vec<u8>> {
    let mut module = Module::from_buffer(wasm).context("the compiled WebAssembly cannot be read")?;
    let panics: Vec<FunctionId> =
        module.funcs.iter_local().filter(|(id, _)| is_panic(&module, *id)).map(|(id, _)| id).collect();
    for id in panics {
        trap(&mut module, id);
    }
    let data: Vec<DataId> = module.data.iter().map(walrus::Data::id).collect();
    for id in data {
        blank_paths(&mut module.data.get_mut(id).value);
    }
    walrus::passes::gc::run(&mut module);
    Ok(module.emit_wasm())
}

fn is_panic(module: &Module, id: FunctionId) -> bool {
    let name = module.funcs.get(id).name.as_deref().unwrap_or_default();
    name.starts_with("_R") && PANICS.iter().any(|part| name.contains(part))
}

/// Overwrites the paths of source files with zeros.
fn blank_paths(data: &mut [u8]) {
    let in_path = |byte: u8| byte.is_ascii_alphanumeric() || b"_./-".contains(&byte);
    for end in 3..=data.len() {
        if !data[..end].ends_with(b".rs") {
            continue;
        }
        let begin = data[..end].iter().rposition(|&byte| !in_path(byte)).map_or(0, |at| at + 1);
        let run = &mut data[begin..end];
        let find = |part: &[u8]| run.windows(part.len()).position(|window| window == part);
        if SOURCES.iter().any(|source| find(source).is_some()) {
            let start = find(b"crates/").or(find(b"/")).unwrap_or_default();
            run[start..].fill(0);
        }
    }
}

/// Replaces the function's body with a trap.
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

#[cfg(test)]
mod tests {
    use super::*;

    /// A module that exports two functions of these names, which return 1.
    fn module(names: [&str; 2]) -> Vec<u8> {
        let mut module = Module::default();
        for name in names {
            let mut builder = FunctionBuilder::new(&mut module.types, &[], &[walrus::ValType::I32]);
            builder.name(name.into()).func_body().i32_const(1);
            let id = builder.finish(vec![], &mut module.funcs);
            module.exports.add(name, id);
        }
        module.emit_wasm()
    }

    #[test]
    fn panics_trap_at_once_and_the_rest_stays() {
        let [panic, other] = ["_RNvNtCs_4core9panicking9panic_fmt", "_RNvNtCs_4core3fmt5write"];
        let snipped = Module::from_buffer(&snip_panics(&module([panic, other])).unwrap()).unwrap();
        let traps = |name: &str| {
            let id = snipped.exports.get_func(name).unwrap();
            let FunctionKind::Local(function) = &snipped.funcs.get(id).kind else { unreachable!() };
            let body = &function.block(function.entry_block()).instrs;
            matches!(body[..], [(walrus::ir::Instr::Unreachable(_), _)])
        };
        assert!(traps(panic));
        assert!(!traps(other));
    }
    #[test]
    fn paths_of_sources_go_and_nothing_beside_them() {
        let mut data =
            b"relucrates/web/src/a.rs/rustc/59/library/b.rstanh/home/me/registry/src/c-1/d.rs e.rs".to_vec();
        blank_paths(&mut data);
        let left: String = data.iter().filter(|&&byte| byte != 0).map(|&byte| char::from(byte)).collect();
        assert_eq!(left, "relutanh e.rs");
    }
}
