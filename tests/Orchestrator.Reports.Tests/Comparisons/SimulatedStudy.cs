using Orchestrator.Reports.Comparisons;

namespace Orchestrator.Reports.Tests.Comparisons;

/// <summary>
/// A sweep drawn row by row from a population in which the truth is known. A row is sure (right or wrong with every
/// seed) or ambiguous (right with a chance of its own, drawn anew by every trial). An arm changes the chances of ambiguous rows and
/// moves sure ones over the boundary, as many to the right as to the wrong side in the population: zero effect, but not
/// on the rows at hand, which all seeds of a fixed split share. Two fractions, two boosts, wgan-gp, dcgan and duplicate;
/// of the two models one wavers with the seed (a fifth of its rows), the other hardly does.
/// </summary>
internal sealed class SimulatedStudy
{
    public const int Seeds = 10;
    private const int Rows = 1309;
    private const int TestRows = 262;
    private const double Moved = 0.01;
    private const double Right = 0.8;
    private static readonly double[] Ambiguous = [0.2, 0.03];

    private readonly Random _random;
    private readonly double _effect;
    private readonly Dictionary<TrialPlace, bool[]> _hits = [];

    private SimulatedStudy(int seed, double effect) => (_random, _effect) = (new Random(seed), effect);

    /// <summary>Draws a sweep.</summary>
    /// <param name="seed">Where the generator begins.</param>
    /// <param name="perSeed">Whether every seed has its own split.</param>
    /// <param name="effect">The true gain of wgan-gp; that of the others is 0.</param>
    public static SweepScores Draw(int seed, bool perSeed, double effect = 0)
    {
        var study = new SimulatedStudy(seed, effect);
        var scores = MadeUpSweep.Of(
            _ => null, fractions: [0.3, 1], boosts: [0, 0.5, 2],
            generators: [SampleSweep.Wgan, SampleSweep.Dcgan, MadeUpSweep.Duplicate],
            models: [SampleSweep.Knn, SampleSweep.Logreg], seeds: Seeds, perSeed: perSeed);
        study.Fill(scores, perSeed);
        var counts = study._hits.ToDictionary(h => h.Key, h => h.Value.Count(hit => hit) / (double)TestRows);
        return scores with { Score = place => counts[place], Hits = place => study._hits[place] };
    }

    private void Fill(SweepScores scores, bool perSeed)
    {
        var arms = MadeUpSweep.Arms(scores);
        int[][] tests = [.. Enumerable.Range(0, Seeds).Select(_ => perSeed ? Sample() : [])];
        for (var fraction = 0; fraction < scores.Spec.Fractions.Count; fraction++)
        {
            for (var model = 0; model < Ambiguous.Length; model++)
            {
                var chances = Unboosted(model);
                for (var arm = 0; arm < arms.Count; arm++)
                {
                    var boosted = arms[arm] is null ? chances : Boosted(chances, model, arms[arm] == "wgan-gp" ? _effect : 0);
                    for (var seed = 0; seed < Seeds; seed++)
                        _hits[new(fraction, arm, model, seed)] = Trial(boosted, tests[seed]);
                }
            }
        }
    }

    private double[] Unboosted(int model) => [.. Enumerable.Range(0, Rows).Select(_ =>
        _random.NextDouble() < Ambiguous[model] ? 0.2 + 0.6 * _random.NextDouble() : _random.NextDouble() < Right ? 1 : 0)];

    private double[] Boosted(double[] chances, int model, double effect)
    {
        var sure = 1 - Ambiguous[model];
        return [.. chances.Select(chance => chance switch
        {
            1.0 => _random.NextDouble() < Moved / (sure * Right) ? 0.0 : 1,
            0.0 => _random.NextDouble() < (Moved + effect) / (sure * (1 - Right)) ? 1.0 : 0,
            _ => chance + 0.4 * (_random.NextDouble() - 0.5),
        })];
    }

    private bool[] Trial(double[] chances, int[] test)
    {
        var hits = new bool[TestRows];
        for (var row = 0; row < TestRows; row++)
        {
            var chance = chances[test.Length == 0 ? row : test[row]];
            hits[row] = chance >= 1 || (chance > 0 && _random.NextDouble() < chance);
        }

        return hits;
    }

    private int[] Sample()
    {
        int[] rows = [.. Enumerable.Range(0, Rows)];
        for (var i = 0; i < TestRows; i++)
        {
            var j = _random.Next(i, Rows);
            (rows[i], rows[j]) = (rows[j], rows[i]);
        }

        return rows[..TestRows];
    }
}
