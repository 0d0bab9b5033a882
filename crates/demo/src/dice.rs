//! Chance that falls the same way every time: a small generator (SplitMix64) seeded by what it is thrown for, so that a
//! change in one person's story does not move anybody else's.

/// A generator for one purpose.
#[derive(Debug, Clone)]
pub struct Dice(u64);

impl Dice {
    /// The dice for a purpose and a number: always the same throws.
    pub fn of(purpose: &str, number: u64) -> Self {
        let seed = purpose
            .bytes()
            .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
        let mut dice = Self(seed ^ number.wrapping_mul(0x9e37_79b9_7f4a_7c15));
        dice.next();
        dice
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number from 0 to one less than the limit.
    pub fn below(&mut self, limit: usize) -> usize {
        usize::try_from(self.next() % limit.max(1) as u64).expect("below a number of this size")
    }

    /// A number between the two, both included.
    pub fn between(&mut self, least: i32, most: i32) -> i32 {
        let width = usize::try_from(most - least + 1).expect("the least comes first");
        least + i32::try_from(self.below(width)).expect("a small number")
    }

    /// Does it happen, in so many cases of a hundred?
    pub fn in_hundred(&mut self, cases: usize) -> bool {
        self.below(100) < cases
    }

    /// One of several.
    pub fn pick<'a, T>(&mut self, among: &'a [T]) -> &'a T {
        &among[self.below(among.len())]
    }

    /// The index of one of several, each as likely as its weight.
    pub fn weighted(&mut self, weights: &[usize]) -> usize {
        let mut left = self.below(weights.iter().sum());
        for (index, weight) in weights.iter().enumerate() {
            if left < *weight {
                return index;
            }
            left -= weight;
        }
        0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_purpose_falls_the_same_way_and_another_does_not() {
        let throws = |purpose, number| {
            let mut dice = Dice::of(purpose, number);
            (0..20).map(|_| dice.below(1000)).collect::<Vec<_>>()
        };
        assert_eq!(throws("names", 7), throws("names", 7));
        assert_ne!(throws("names", 7), throws("names", 8));
        assert_ne!(throws("names", 7), throws("homes", 7));
    }

    #[test]
    fn chances_are_about_what_they_say() {
        let mut dice = Dice::of("chances", 1);
        let hits = (0..10_000).filter(|_| dice.in_hundred(30)).count();
        assert!((2_800..3_200).contains(&hits), "{hits}");
        let counts = (0..10_000).fold([0; 3], |mut counts, _| {
            counts[dice.weighted(&[1, 2, 7])] += 1;
            counts
        });
        assert!(counts[0] < counts[1] && counts[1] < counts[2], "{counts:?}");
    }
}
