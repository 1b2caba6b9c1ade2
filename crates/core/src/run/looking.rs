//! Reading a run without changing it: the next and the last update, and the health of the layers,
//! now and at the remembered epochs.

use super::history::Keyframe;
use super::{State, Trainer};
use crate::data::Sample;
use crate::network::health::LayerHealth;
use crate::network::trace::Trace;
use crate::network::update::{Learning, Update};

impl Trainer {
    /// The next sample's trace.
    pub fn trace(&self) -> Trace {
        Trace::of(self.network(), self.next_sample())
    }

    /// The next update in every number. [`step(1)`](Self::step) makes exactly this one.
    pub fn update(&self) -> Update {
        self.update_from(&self.state, &Learning::of(&self.now))
    }

    /// The update of the last sample, if it was trained on since the last jump to a keyframe.
    pub fn last_update(&self) -> Option<Update> {
        let (before, learning) = self.previous.as_ref()?;
        (before.step + 1 == self.state.step).then(|| self.update_from(before, learning))
    }

    fn update_from(&self, state: &State, learning: &Learning) -> Update {
        let sample = Sample::after(state.step, &self.data, &self.split);
        Update::of(&Trace::of(&state.network, sample), &state.network, &state.moments, learning)
    }

    /// The health of the layers after the inputs, with the current network.
    pub fn health(&self) -> Vec<LayerHealth> {
        let State { network, moments, .. } = &self.state;
        LayerHealth::of(network, moments, &Learning::of(&self.now), (&self.data, &self.split))
    }

    /// The same at the keyframes of this run, at most `most` of them, evenly spaced: pairs of an
    /// epoch and its layers.
    pub fn health_over_time(&self, most: usize) -> Vec<(u64, Vec<LayerHealth>)> {
        let keyframes = self.history().keyframes();
        // A power of two, so that most of those chosen from a longer run are already computed.
        let every = keyframes.len().div_ceil(most.max(1)).max(1).next_power_of_two();
        let chosen = keyframes.iter().step_by(every);
        chosen.map(|keyframe| (keyframe.epoch, self.health_at(keyframe))).collect()
    }

    /// Cached in the keyframe, whose state never changes; only the learning rate after it may.
    fn health_at(&self, keyframe: &Keyframe) -> Vec<LayerHealth> {
        let State { network, moments, .. } = &keyframe.state;
        let learning = Learning { rate: 1.0, ..Learning::of(&self.now) };
        let layers = keyframe
            .health
            .get_or_init(|| LayerHealth::of(network, moments, &learning, (&self.data, &self.split)));
        let rate = self.settings_at(keyframe.state.step).learning_rate();
        layers.iter().map(|layer| layer.at_rate(rate)).collect()
    }

    /// One parameter over the remembered epochs of this run.
    ///
    /// # Panics
    /// If there is no such parameter.
    pub fn parameter_over_time(&self, index: usize) -> Vec<(u64, f64)> {
        let keyframes = self.history().keyframes().iter();
        keyframes.map(|keyframe| (keyframe.epoch, keyframe.state.network.parameter(index))).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::activation::{Activation, SATURATED};
    use crate::network::health::{Finding, findings};
    use crate::reference::close;
    use proptest::prelude::*;

    fn bits(values: &[f64]) -> Vec<u64> {
        values.iter().map(|x| x.to_bits()).collect()
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(60))]
        #[test]
        fn the_next_step_makes_the_traced_update_bit_for_bit(
            hidden in proptest::collection::vec(1..9_usize, 1..4), seed: u32, train_bias: bool,
            which in 0..Activation::ALL.len(), steps in 0..40_u64, momentum: bool
        ) {
            let hidden = hidden.iter().map(usize::to_string).collect::<Vec<_>>().join(",");
            let activation = Activation::ALL[which].name();
            let optimizer = if momentum { "momentum" } else { "sgd" };
            let mut trainer = Trainer::with(&format!(
                "samples=20&layers=2,{hidden},2&networkSeed={seed}&trainBias={train_bias}&activation={activation}&optimizer={optimizer}"
            ));
            trainer.step(steps);
            let update = trainer.update();
            let before = trainer.network().parameters();
            prop_assert_eq!(bits(&update.before), bits(&before));
            let after: Vec<f64> = before.iter().zip(&update.parts).map(|(w, parts)| w + parts.change).collect();
            prop_assert!(update.parts.iter().all(|parts| parts.m.is_some() == momentum));
            trainer.step(1);
            prop_assert_eq!(bits(&update.after), bits(&after));
            prop_assert_eq!(bits(&trainer.network().parameters()), bits(&after));
        }
    }

    fn trainer(activation: &str) -> Trainer {
        Trainer::with(&format!("samples=40&layers=2,4,3,2&activation={activation}"))
    }

    /// The same numbers from traces, one for every training sample.
    #[test]
    fn the_means_are_those_of_the_traced_updates() {
        let trainer = trainer("tanh");
        let part = trainer.split().train.len();
        let mut expected = vec![LayerHealth::default(); 3];
        for step in 0..part {
            // The network of step 0, before the sample of this step.
            let mut frozen = trainer.clone();
            frozen.step(step as u64);
            for (index, value) in trainer.network().parameters().into_iter().enumerate() {
                frozen.set_parameter(index, value).expect("finite");
            }
            for (layer, sum) in frozen.trace().layers.iter().zip(&mut expected) {
                let mean = |x: &[f64]| x.iter().map(|x| x.abs()).sum::<f64>() / x.len() as f64;
                sum.delta += mean(&layer.delta) / part as f64;
                sum.gradient += mean(&layer.gradient) / part as f64;
                let flat = layer.slope.iter().filter(|slope| slope.abs() < SATURATED).count();
                sum.saturated += flat as f64 / (layer.slope.len() * part) as f64;
            }
        }
        for (got, expected) in trainer.health().iter().zip(&expected) {
            close(got.delta, expected.delta, 1e-15);
            close(got.gradient, expected.gradient, 1e-15);
            close(got.saturated, expected.saturated, 1e-15);
            assert!(got.update_ratio > 0.0);
        }
    }

    #[test]
    fn with_momentum_an_update_is_as_large_as_what_is_remembered_makes_it() {
        let mut trainer = Trainer::with("samples=40&layers=2,4,3,2&activation=tanh&optimizer=momentum");
        trainer.step(50);
        let part = trainer.split().train.len() as u64;
        let mut expected = [0.0; 3];
        for step in 0..part {
            let frozen = State { step, ..trainer.state.clone() };
            let update = trainer.update_from(&frozen, &Learning::of(&trainer.now));
            for (l, expected) in expected.iter_mut().enumerate() {
                let places = trainer.network().places(l);
                let mean = |of: &dyn Fn(usize) -> f64| places.clone().map(|at| of(at).abs()).sum::<f64>();
                let changes = mean(&|at| update.parts[at].change);
                *expected += changes / mean(&|at| update.before[at]) / part as f64;
            }
        }
        for (got, expected) in trainer.health().iter().zip(expected) {
            close(got.update_ratio, expected, 1e-12 * expected);
        }
    }

    #[test]
    fn neurons_that_no_sample_can_move_are_dead() {
        let mut trainer = trainer("relu");
        assert!(trainer.health()[0].dead < 1.0);
        for bias in 8..12 {
            trainer.set_parameter(bias, -100.0).expect("finite");
        }
        let health = trainer.health();
        assert_eq!((health[0].dead, health[0].saturated, health[0].delta), (1.0, 1.0, 0.0));
    }

    #[test]
    fn the_past_is_told_from_keyframes() {
        let mut trainer = trainer("sigmoid");
        let first = trainer.network().parameter(3);
        trainer.train(50);
        let values = trainer.parameter_over_time(3);
        assert_eq!((values.len(), values[0], values[50].1), (51, (0, first), trainer.network().parameter(3)));
        let health = trainer.health_over_time(10);
        let epochs: Vec<u64> = health.iter().map(|&(epoch, _)| epoch).collect();
        assert_eq!(epochs, [0, 8, 16, 24, 32, 40, 48]);
        assert_eq!(health[0].1.len(), 3);
    }

    #[test]
    fn what_is_told_of_an_epoch_is_what_was_told_then() {
        let mut trainer = trainer("sigmoid");
        let pass = trainer.epoch_length();
        let mut then = Vec::new();
        for epoch in 0..6 {
            if epoch == 3 {
                trainer.set_rate(0.5);
            }
            then.push((epoch, trainer.health()));
            // The health of an epoch is cached once computed.
            assert_eq!(trainer.health_over_time(100), then);
            trainer.step(pass);
        }
        assert!(trainer.undo());
        trainer.step(pass);
        let again = trainer.health_over_time(100);
        assert_eq!(again[..3], then[..3]);
        assert_eq!(then[3].1[0].update_ratio / again[3].1[0].update_ratio, 50.0);
    }

    fn shown(trainer: &Trainer) -> Vec<(Finding, usize)> {
        findings(&trainer.health(), trainer.metrics().train_loss)
    }

    #[test]
    fn through_five_layers_of_sigmoids_the_gradient_vanishes() {
        let deep = Trainer::with("layers=2,16,16,16,16,16,2");
        assert_eq!(shown(&deep)[0], (Finding::Vanishing, 1));
    }

    #[test]
    fn the_chapters_network_shows_nothing_while_it_learns() {
        let mut chapter = Trainer::with("");
        for epochs in [0, 1, 9, 90] {
            chapter.train(epochs);
            assert_eq!(shown(&chapter), [], "at epoch {}", chapter.epoch());
        }
    }
}
