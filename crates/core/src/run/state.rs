//! The state from which training continues. Its carriers (keyframes, snapshots, the page) need not
//! know its contents.

use crate::config::Config;
use crate::network::Network;
use crate::network::backprop::Backprop;
use crate::network::gradient::Gradient;
use crate::network::update::{Learning, Moments};

/// The state of a run: the same state with the same settings continues with the same bits.
#[derive(Debug)]
pub struct State {
    /// Samples seen.
    pub step: u64,
    /// The current network.
    pub network: Network,
    /// The state of the optimizer.
    pub moments: Moments,
}

impl Clone for State {
    #[inline(never)] // kilobytes of numbers, from many places
    fn clone(&self) -> Self {
        let Self { step, network, moments } = self;
        Self { step: *step, network: network.clone(), moments: moments.clone() }
    }
}

impl State {
    /// The state of a run that begins with these settings.
    pub fn new(config: &Config) -> Self {
        let network = Network::new(config);
        let moments = Moments::of(&network, config.optimizer());
        Self { step: 0, network, moments }
    }

    /// The whole state as numbers; only [`set_numbers`](Self::set_numbers) knows which is which.
    pub fn numbers(&self) -> Vec<f64> {
        let mut numbers = vec![self.step as f64, self.moments.updates as f64];
        numbers.extend(self.network.parameters());
        self.moments.means.iter().for_each(|means| numbers.extend(means.values()));
        numbers
    }

    /// The length of [`numbers`](Self::numbers).
    pub fn size(&self) -> usize {
        2 + (1 + self.moments.means.len()) * self.network.len()
    }

    /// Takes over the numbers of another state with the same settings.
    ///
    /// # Panics
    /// If there are not [`size`](Self::size) of them.
    pub fn set_numbers(&mut self, numbers: &[f64]) {
        let (counts, numbers) = numbers.split_at(2);
        (self.step, self.moments.updates) = (counts[0] as u64, counts[1] as u64);
        let (parameters, means) = numbers.split_at(self.network.len());
        self.network.set_parameters(parameters);
        let means = means.chunks(self.network.len());
        self.moments.means.iter_mut().zip(means).for_each(|(mean, values)| mean.set_values(values));
    }

    /// Trains on one sample.
    pub(super) fn learn(&mut self, room: &mut Room, (input, class): (&[f64], usize), learning: &Learning) {
        let Room { pass, gradient } = room;
        if learning.is_fused() {
            pass.learn(&mut self.network, input, class, learning.rate, learning.train_bias);
        } else {
            gradient.clear();
            pass.add_gradient(&self.network, input, class, gradient);
            self.moments.update(&mut self.network, gradient, learning);
        }
        self.step += 1;
    }

    pub(super) fn bytes(&self) -> usize {
        size_of::<Self>() + (1 + self.moments.means.len()) * self.network.bytes()
    }
}

/// The buffers of training; nothing in them outlives a sample.
#[derive(Clone, Debug)]
pub(super) struct Room {
    pub pass: Backprop,
    gradient: Gradient,
}

impl Room {
    pub fn of(network: &Network) -> Self {
        Self { pass: Backprop::of(network), gradient: Gradient::of(network) }
    }
}
