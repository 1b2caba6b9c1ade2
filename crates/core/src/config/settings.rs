//! The one table of settings. A line holds all of a setting but its translated words: its field,
//! name, default, kind with range and slider, group, and when it counts.
//!
//! [`Config`] and [`FIELDS`] are made from it, and from [`FIELDS`] links, the JavaScript API and its
//! types, native options, controls, the element's attributes and the table in docs/embedding.md.

use super::field::{Field, Group, Kind};
use super::value::Stored;
use crate::activation::{Activation, LEAK};
use crate::data::Shape;
use crate::optimizer::Optimizer;

/// Makes the struct, its defaults, its readers and the table. Every row reads and writes its own field,
/// so none can be forgotten or mistaken for another.
macro_rules! settings {
    ($(#[doc = $about:literal] $field:ident as $name:literal: $type:ty = $default:expr, $row:expr;)+) => {
        /// Everything that determines a run. Made by [`Config::default`] and [`Config::set`].
        #[derive(Clone, Debug, PartialEq)]
        pub struct Config {
            $($field: $type,)+
        }

        impl Default for Config {
            /// The chapter's program.
            fn default() -> Self {
                Self { $($field: $default,)+ }
            }
        }

        impl Config {
            $(
                #[doc = $about]
                pub fn $field(&self) -> $type {
                    Clone::clone(&self.$field)
                }
            )+
        }

        /// The table. Its order is the order of the page, inside each group, and of links.
        pub const FIELDS: &[Field] = &[$(Field {
            name: $name,
            read: |config| config.$field.to_value(),
            write: |config, value| <$type>::of_value(value).map(|value| config.$field = value),
            ..$row
        },)+];

        /// The description of each; kept apart, since pages do not need it.
        pub(super) const ABOUT: &[&str] = &[$($about,)+];
    };
}

const SEED: Field = Field::integer(Group::Seeds, 0.0, u32::MAX as f64).slider([0.0, 100.0, 1.0]);
const ACTIVATION: Field = Field::choice::<Activation>(Group::Network);
const LEAKS: &[(&str, &[&str])] = &[("activation", &["leakyRelu"]), ("outputActivation", &["leakyRelu"])];
const OPTIMIZERS: Kind = Kind::Choice(&["sgd", "momentum"]);
const MOMENTUM: &[(&str, &[&str])] = &[("optimizer", &["momentum"])];
const CIRCLES: &[(&str, &[&str])] = &[("dataset", &["circles"])];

settings! {
    /// How the points lie.
    dataset as "dataset": Shape = Shape::Moons, Field::choice::<Shape>(Group::Data).of_data();
    /// Points in all.
    samples as "samples": usize = 2000, Field::integer(Group::Data, 4.0, 20_000.0).slider([100.0, 5000.0, 100.0]).of_data();
    /// Standard deviation of the points' normal noise.
    noise as "noise": f64 = 0.2, Field::number(Group::Data, 0.0, 1.0).slider([0.0, 0.5, 0.01]).of_data();
    /// Inner radius of circles, as a part of the outer one.
    factor as "factor": f64 = 0.5, Field::number(Group::Data, 0.0, 0.99).slider([0.1, 0.9, 0.05]).of_data().when(CIRCLES);
    /// Share of the points that is kept for testing.
    test_size as "testSize": f64 = 0.3, Field::number(Group::Data, 0.05, 0.95).slider([0.05, 0.95, 0.05]).of_data();
    /// Seed of the initial weights and biases.
    network_seed as "networkSeed": u32 = 0, SEED;
    /// Seed of the points.
    data_seed as "dataSeed": u32 = 100, SEED.of_data();
    /// Seed of the split.
    split_seed as "splitSeed": u32 = 42, SEED.of_data();
    /// Layer sizes, inputs first.
    layers as "layers": Vec<usize> = vec![2, 25, 50, 25, 2], Field::of(Group::Network, Kind::Sizes, 1.0, 128.0);
    /// The hidden layers' activation.
    activation as "activation": Activation = Activation::Sigmoid, ACTIVATION;
    /// The last layer's activation.
    output_activation as "outputActivation": Activation = Activation::Sigmoid, ACTIVATION;
    /// Slope of leaky ReLU below 0.
    leaky_slope as "leakySlope": f64 = LEAK, Field::number(Group::Network, 0.0, 1.0).slider([0.0, 0.5, 0.01]).when(LEAKS);
    /// η, what a gradient is multiplied by.
    learning_rate as "learningRate": f64 = 0.01, Field::above(Group::Training, 0.0, 10.0).log([1e-5, 10.0, 0.0]).alters();
    /// How a gradient becomes an update.
    optimizer as "optimizer": Optimizer = Optimizer::Sgd, Field::of(Group::Training, OPTIMIZERS, f64::NEG_INFINITY, f64::INFINITY);
    /// Share of the last update's direction that momentum keeps.
    momentum as "momentum": f64 = 0.9, Field::number(Group::Training, 0.0, 0.9999).slider([0.0, 0.99, 0.01]).when(MOMENTUM);
    /// The log's last number; the run pauses one pass later than that number says.
    epochs as "epochs": u32 = 1000, Field::integer(Group::Training, 0.0, 100_000.0).slider([0.0, 2000.0, 10.0]).live();
    /// Whether biases learn.
    train_bias as "trainBias": bool = false, Field::flag(Group::Training);
}
