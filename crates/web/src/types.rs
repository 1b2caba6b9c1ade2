//! TypeScript's view of the objects that pass between JavaScript and WebAssembly.

use wasm_bindgen::prelude::*;

/// Arguments as they arrive: any JavaScript value, under the type that TypeScript shows.
macro_rules! arguments {
    ($($name:ident = $typescript:literal;)+) => {
        #[wasm_bindgen]
        extern "C" {
            $(
                #[wasm_bindgen(typescript_type = $typescript)]
                pub type $name;
            )+
        }
    };
}

arguments! {
    Number = "number";
    Text = "string";
    Floats = "Float64Array";
    PartialConfig = "Partial<Config>";
    Canvas = "HTMLCanvasElement";
    LookObject = "Look";
    ActivationName = "ActivationName";
    SurfaceName = "SurfaceName";
    OptimizerName = "OptimizerName";
    MeasureName = "'loss' | 'accuracy'";
    FlowName = "'forward' | 'backward' | 'gradient' | 'update'";
}

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = include_str!("types.d.ts");
