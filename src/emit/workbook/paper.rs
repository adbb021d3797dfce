//! Paper: its sizes, its margins, and how much of a sheet a page holds. Margins leave room for the binding, as documents of the
//! state have it (GB/T 9704-2012): at the left of an upright page, at the top of a table that lies on its side.

use crate::project::PaperSize;

/// How the paper lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::emit) enum Paper {
    /// 横向, for the wide tables.
    Landscape,
    /// 纵向, always on A4: a folded A3 sheet is as high.
    Portrait,
}

/// Margins, in millimetres.
#[derive(Clone, Copy, Debug)]
pub(super) struct Margins {
    pub(super) left: f64,
    pub(super) right: f64,
    pub(super) top: f64,
    pub(super) bottom: f64,
    /// From the edge of the paper to the page number.
    pub(super) footer: f64,
}

/// What a page holds, in points.
#[derive(Clone, Copy, Debug)]
pub(super) struct Room {
    pub(super) width: f64,
    pub(super) height: f64,
}

/// Points of a millimetre.
const POINTS: f64 = 72.0 / 25.4;

impl Paper {
    /// Its size: only the wide tables lie on the paper that was chosen.
    fn size(self, chosen: PaperSize) -> PaperSize {
        match self {
            Self::Landscape => chosen,
            Self::Portrait => PaperSize::A4,
        }
    }

    /// Its number in Excel's list of papers.
    pub(super) fn number(self, chosen: PaperSize) -> u8 {
        match self.size(chosen) {
            PaperSize::A4 => 9,
            PaperSize::A3 => 8,
        }
    }

    /// Its margins.
    pub(super) fn margins(self) -> Margins {
        match self {
            Self::Landscape => Margins { left: 12.0, right: 12.0, top: 22.0, bottom: 17.0, footer: 8.0 },
            Self::Portrait => Margins { left: 28.0, right: 20.0, top: 22.0, bottom: 20.0, footer: 10.0 },
        }
    }

    /// Lowest row of a table, in points: an upright page holds the contents, which should fit on one.
    pub(super) fn lowest_row(self) -> f64 {
        match self {
            Self::Landscape => 30.0,
            Self::Portrait => 20.0,
        }
    }

    /// What is left between the margins.
    pub(super) fn room(self, chosen: PaperSize) -> Room {
        let (short, long) = match self.size(chosen) {
            PaperSize::A4 => (210.0, 297.0),
            PaperSize::A3 => (297.0, 420.0),
        };
        let (width, height) = match self {
            Self::Landscape => (long, short),
            Self::Portrait => (short, long),
        };
        let Margins { left, right, top, bottom, .. } = self.margins();
        Room { width: (width - left - right) * POINTS, height: (height - top - bottom) * POINTS }
    }
}
