namespace Orchestrator.Sweeps.Search.Sampling;

/// <summary>
/// The distribution of one dimension's coordinates that some observations speak for (Bergstra et al. 2011, section 4).
/// Numbers: a mixture of normals cut to [0, 1], one at each observation, as wide as the farther of its neighbours is
/// away, and a wide one in the middle that stands for the prior. Categories: the observations' counts, each one more.
/// </summary>
internal abstract class ParzenEstimator
{
    private ParzenEstimator()
    {
    }

    /// <summary>The estimator of a dimension.</summary>
    public static ParzenEstimator Of(SearchDimension dimension, IEnumerable<double> coordinates) =>
        dimension is { IsCategorical: true, ValueCount: { } categories }
            ? new Categories((int)categories, coordinates)
            : new Numbers([.. coordinates]);

    /// <summary>A coordinate drawn from the distribution.</summary>
    public abstract double Draw(DrawStream draws);

    /// <summary>The logarithm of the density at a coordinate, up to a constant of the dimension.</summary>
    public abstract double LogDensity(double coordinate);

    private sealed class Numbers : ParzenEstimator
    {
        private const int MostTries = 100;
        private const double NarrowestShare = 0.01;

        private readonly (double Mean, double Width, double Weight)[] _parts;

        public Numbers(double[] coordinates)
        {
            Array.Sort(coordinates);
            var narrowest = Math.Max(NarrowestShare, 1.0 / (coordinates.Length + 1));
            _parts = new (double, double, double)[coordinates.Length + 1];
            _parts[0] = Part(0.5, 1);
            for (var i = 0; i < coordinates.Length; i++)
            {
                var below = i == 0 ? 0 : coordinates[i - 1];
                var above = i == coordinates.Length - 1 ? 1 : coordinates[i + 1];
                var width = Math.Max(coordinates[i] - below, above - coordinates[i]);
                _parts[i + 1] = Part(coordinates[i], Math.Clamp(width, narrowest, 1));
            }
        }

        // The means lie in [0, 1], so at least a third of the draws of any part do.
        public override double Draw(DrawStream draws)
        {
            var (mean, width, _) = _parts[Math.Min((int)(draws.Uniform() * _parts.Length), _parts.Length - 1)];
            for (var attempt = 0; attempt < MostTries; attempt++)
            {
                if (mean + width * draws.Normal() is var coordinate and >= 0 and <= 1)
                    return coordinate;
            }

            return mean;
        }

        public override double LogDensity(double coordinate)
        {
            var density = 0.0;
            foreach (var (mean, width, weight) in _parts)
            {
                var z = (coordinate - mean) / width;
                density += weight * Math.Exp(-0.5 * z * z);
            }

            return Math.Log(Math.Max(density, double.Epsilon));
        }

        // The weight makes the part's integral over [0, 1] equal to that of every other.
        private (double, double, double) Part(double mean, double width)
        {
            var inside = Cumulative((1 - mean) / width) - Cumulative(-mean / width);
            return (mean, width, 1 / (inside * width * _parts.Length));
        }

        // The standard normal distribution function by Abramowitz and Stegun, 26.2.17; within 1e-7.
        private static double Cumulative(double z)
        {
            var t = 1 / (1 + 0.2316419 * Math.Abs(z));
            var tail = Math.Exp(-0.5 * z * z) / Math.Sqrt(2 * Math.PI) * t * (0.319381530 + t * (-0.356563782
                + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
            return z >= 0 ? 1 - tail : tail;
        }
    }

    private sealed class Categories : ParzenEstimator
    {
        private readonly double[] _shares;

        public Categories(int count, IEnumerable<double> coordinates)
        {
            _shares = new double[count];
            Array.Fill(_shares, 1);
            foreach (var coordinate in coordinates)
                _shares[Category(coordinate)]++;
            var sum = _shares.Sum();
            for (var i = 0; i < count; i++)
                _shares[i] /= sum;
        }

        public override double Draw(DrawStream draws)
        {
            var left = draws.Uniform();
            var category = 0;
            while (category < _shares.Length - 1 && (left -= _shares[category]) >= 0)
                category++;
            return (category + 0.5) / _shares.Length;
        }

        public override double LogDensity(double coordinate) => Math.Log(_shares[Category(coordinate)]);

        private int Category(double coordinate) =>
            Math.Min((int)(coordinate * _shares.Length), _shares.Length - 1);
    }
}
