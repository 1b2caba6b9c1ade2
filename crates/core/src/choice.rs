//! Enumerations whose members have names: choices from a list, and codes for JavaScript.

/// A member of such an enumeration.
pub trait Choice: Copy + 'static {
    /// The names in settings, links and messages, in the order in which they are offered.
    const NAMES: &'static [&'static str];

    /// The member's name.
    fn name(self) -> &'static str;

    /// The member of that name.
    fn named(name: &str) -> Option<Self>;
}

/// An enumeration whose members have names, the one place that lists them. `or` precedes an older
/// name, which is read and never written.
#[macro_export]
macro_rules! choices {
    ($(#[$about:meta])* $kind:ident { $($(#[$doc:meta])* $member:ident = $name:literal $(or $old:literal)?,)+ }) => {
        $(#[$about])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum $kind {
            $($(#[$doc])* $member,)+
        }

        impl $kind {
            /// All of them, in the order in which they are offered.
            pub const ALL: [Self; [$($name),+].len()] = [$(Self::$member),+];

            /// The name for JavaScript, links and messages.
            pub fn name(self) -> &'static str {
                match self {
                    $(Self::$member => $name,)+
                }
            }

            /// The member of that [`name`](Self::name).
            pub fn named(name: &str) -> Option<Self> {
                match name {
                    $($name $(| $old)? => Some(Self::$member),)+
                    _ => None,
                }
            }
        }

        impl $crate::choice::Choice for $kind {
            const NAMES: &'static [&'static str] = &[$($name),+];

            fn name(self) -> &'static str {
                self.name()
            }

            fn named(name: &str) -> Option<Self> {
                Self::named(name)
            }
        }
    };
}

pub use crate::choices;
