//! Macros for tables whose rows may stand for families: one input, series or metric for each agreement, phase, vendor
//! or chip.
//!
//! [`numbered!`](crate::base::keys) numbers the members of all rows of a table in one sequence at compile time, so that
//! the values of a table are one array. `constants!` gives each row a constant, so that a misspelt key is a build
//! error.

/// Whether two texts are equal, at compile time.
pub(crate) const fn same(a: &str, b: &str) -> bool {
    let (a, b) = (a.as_bytes(), b.as_bytes());
    if a.len() != b.len() {
        return false;
    }
    let mut at = 0;
    while at < a.len() {
        if a[at] != b[at] {
            return false;
        }
        at += 1;
    }
    true
}

/// Joins tables into one at compile time: `N` is the number of all their rows.
pub(crate) const fn joined<T: Copy, const N: usize>(tables: &[&[T]]) -> [T; N] {
    let mut first = 0;
    while tables[first].is_empty() {
        first += 1;
    }
    let mut all = [tables[first][0]; N];
    let (mut place, mut table) = (0, 0);
    while table < tables.len() {
        let mut row = 0;
        while row < tables[table].len() {
            all[place] = tables[table][row];
            place += 1;
            row += 1;
        }
        table += 1;
    }
    assert!(place == N, "every row has its place");
    all
}

/// Numbers the members of a table's rows: `numbered!(Id, Family, "input")` in a module that has a static `ROWS` whose
/// items have `scope: Scope` and `key: &'static str`, and that imports `Scope`.
macro_rules! numbered {
    ($Id:ident, $Family:ident, $what:literal) => {
        #[doc = concat!("The number of ", $what, "s, families counted member by member.")]
        pub const COUNT: usize = {
            let (mut total, mut row) = (0, 0);
            while row < ROWS.len() {
                total += ROWS[row].scope.count();
                row += 1;
            }
            total
        };

        static ROW_OF: [u8; COUNT] = {
            let mut rows = [0; COUNT];
            let (mut at, mut row) = (0, 0);
            while row < ROWS.len() {
                let mut member = 0;
                while member < ROWS[row].scope.count() {
                    rows[at] = row as u8;
                    at += 1;
                    member += 1;
                }
                row += 1;
            }
            rows
        };

        static FIRST_OF: [u16; ROWS.len()] = {
            let mut first = [0; ROWS.len()];
            let (mut at, mut row) = (0, 0);
            while row < ROWS.len() {
                first[row] = at as u16;
                at += ROWS[row].scope.count();
                row += 1;
            }
            first
        };

        #[doc = concat!("All members of one row of the table of ", $what, "s. Looked up while compiling.")]
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub struct $Family {
            first: u16,
        }

        impl $Family {
            /// The family with this key. In a constant, an unknown key is a build error.
            pub const fn find(scope: Scope, key: &str) -> $Family {
                let mut row = 0;
                while row < ROWS.len() {
                    if ROWS[row].scope as u8 == scope as u8 && $crate::base::keys::same(ROWS[row].key, key) {
                        return $Family { first: FIRST_OF[row] };
                    }
                    row += 1;
                }
                panic!("no row of this table has this key")
            }

            /// The member with this index.
            pub const fn of(self, member: usize) -> $Id {
                $Id(self.first + member as u16)
            }

            /// The member with this index; the same as [`Self::of`].
            pub const fn member(self, member: usize) -> $Id {
                $Id(self.first + member as u16)
            }
        }

        #[doc = concat!("Which ", $what, ": its index in the table. Not stable between releases; its id is.")]
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $Id(u16);

        impl $Id {
            #[doc = concat!("The single ", $what, " with this key. An unknown one does not compile in a constant.")]
            pub const fn of(key: &str) -> $Id {
                $Family::find(Scope::Scenario, key).of(0)
            }

            /// The index in an array over the whole table.
            pub const fn index(self) -> usize {
                self.0 as usize
            }

            /// The row of the table.
            pub fn row(self) -> &'static Row {
                &ROWS[usize::from(ROW_OF[self.index()])]
            }

            /// The index of the member within its row's family.
            pub fn member(self) -> usize {
                usize::from(self.0 - FIRST_OF[usize::from(ROW_OF[self.index()])])
            }
        }
    };
}
pub(crate) use numbered;

/// Ids and names for a numbered table whose rows also have a `label`, and whose ids combine the keys of row and member:
/// `named!(Id, "series")` in a module that imports `Names`.
macro_rules! named {
    ($Id:ident, $what:literal) => {
        impl $Id {
            #[doc = concat!("Every ", $what, " in the order of the table.")]
            pub fn all() -> impl Iterator<Item = $Id> {
                (0..COUNT as u16).map($Id)
            }

            #[doc = concat!("The ", $what, " with this id.")]
            pub fn parse(id: &str) -> Option<$Id> {
                $Id::all().find(|one| one.id() == id)
            }

            /// The stable id: the row's key and, for a family, the member's id after a point, such as `chips.gb300`.
            pub fn id(self) -> String {
                match self.row().scope {
                    Scope::Scenario => self.row().key.to_owned(),
                    of => format!("{}.{}", self.row().key, of.member_id(self.member())),
                }
            }

            /// The full displayed name.
            pub fn name(self) -> String {
                self.name_in(&Names::NEUTRAL)
            }

            /// The full displayed name in a scenario with these names.
            pub fn name_in(self, names: &Names) -> String {
                match self.row().scope {
                    Scope::Scenario => self.row().label.to_owned(),
                    of => format!("{}: {}", of.member_name_in(names, self.member()), self.row().label),
                }
            }
        }
    };
}
pub(crate) use named;

/// The constants of a table's rows: those of single rows in the table's own module, and a submodule for each kind of
/// family. `constants!(Id, Family, {Scope NAME "key" "meaning"; …}, [Scope module "of what"; …])`.
macro_rules! constants {
    ($Id:ident, $Family:ident, $rows:tt, [$($Scope:ident $module:ident $of:literal;)*]) => {
        $crate::base::keys::constants_of!(Scenario, $Id, $rows);
        $(
            #[doc = concat!("Rows that stand for each ", $of, ".")]
            pub mod $module {
                use super::{$Family, Scope};
                $crate::base::keys::constants_of!($Scope, $Family, $rows);
            }
        )*
    };
}
pub(crate) use constants;

/// The constants of the rows of one scope.
macro_rules! constants_of {
    ($Scope:ident, $Type:ident, {$($of:ident $NAME:ident $key:literal $meaning:literal;)*}) => {
        $($crate::base::keys::if_same!($Scope $of => $Type $NAME $key $meaning);)*
    };
}
pub(crate) use constants_of;

/// One constant, if the row has the requested scope.
macro_rules! if_same {
    (Scenario Scenario => $Id:ident $NAME:ident $key:literal $meaning:literal) => {
        #[doc = $meaning]
        pub const $NAME: $Id = $Id::of($key);
    };
    (Tranche Tranche => $($row:tt)*) => { $crate::base::keys::family_constant!(Tranche $($row)*); };
    (Agreement Agreement => $($row:tt)*) => { $crate::base::keys::family_constant!(Agreement $($row)*); };
    (Phase Phase => $($row:tt)*) => { $crate::base::keys::family_constant!(Phase $($row)*); };
    (Lot Lot => $($row:tt)*) => { $crate::base::keys::family_constant!(Lot $($row)*); };
    (Vendor Vendor => $($row:tt)*) => { $crate::base::keys::family_constant!(Vendor $($row)*); };
    (Chip Chip => $($row:tt)*) => { $crate::base::keys::family_constant!(Chip $($row)*); };
    (System System => $($row:tt)*) => { $crate::base::keys::family_constant!(System $($row)*); };
    (Claim Claim => $($row:tt)*) => { $crate::base::keys::family_constant!(Claim $($row)*); };
    (Limit Limit => $($row:tt)*) => { $crate::base::keys::family_constant!(Limit $($row)*); };
    (AfterLimit AfterLimit => $($row:tt)*) => { $crate::base::keys::family_constant!(AfterLimit $($row)*); };
    ($Scope:ident $of:ident => $($row:tt)*) => {};
}
pub(crate) use if_same;

/// The constant of a row that stands for a family.
macro_rules! family_constant {
    ($Scope:ident $Family:ident $NAME:ident $key:literal $meaning:literal) => {
        #[doc = $meaning]
        pub const $NAME: $Family = $Family::find(Scope::$Scope, $key);
    };
}
pub(crate) use family_constant;
