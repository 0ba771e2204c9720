using Orchestrator.Training.Preprocessing;
using Orchestrator.Training.Randomness;

namespace Orchestrator.Benchmarks.Classifiers;

/// <summary>
/// Matrices shaped like the prepared Titanic table: two one-hot blocks, a scaled age, a class, two counts and a fare.
/// </summary>
internal sealed class PassengerTable
{
    public PassengerTable(int trainRows, int testRows)
    {
        var random = new PhiloxSequence(20, 1);
        (Train, TrainLabels) = Make(trainRows, random);
        (Test, TestLabels) = Make(testRows, random);
    }

    /// <summary>A table of rows that are there already.</summary>
    public PassengerTable((Matrix Features, int[] Labels) train, (Matrix Features, int[] Labels) test)
    {
        (Train, TrainLabels) = train;
        (Test, TestLabels) = test;
    }

    public Matrix Train { get; }

    public int[] TrainLabels { get; }

    public Matrix Test { get; }

    public int[] TestLabels { get; }

    private static (Matrix Features, int[] Labels) Make(int rows, PhiloxSequence random)
    {
        var features = new Matrix(rows, 11);
        var labels = new int[rows];
        for (var i = 0; i < rows; i++)
        {
            var female = random.NextInt(100) < 36;
            var rank = random.NextInt(100) switch { < 25 => 0.0, < 46 => 0.5, _ => 1.0 };
            features[i, female ? 0 : 1] = 1;
            features[i, 2 + (random.NextInt(100) switch { < 20 => 0, < 30 => 1, < 99 => 2, _ => 3 })] = 1;
            var age = random.NextInt(5) == 0 ? 0.1 : Math.Round(Normal(random) * 14.0) / 14.0;
            features[i, 6] = age;
            features[i, 7] = rank;
            features[i, 8] = Math.Min(8, (int)(-0.5 * Math.Log(1 - random.NextDouble()))) / 8.0;
            features[i, 9] = Math.Min(9, (int)(-0.4 * Math.Log(1 - random.NextDouble()))) / 9.0;
            features[i, 10] = Math.Round(Math.Exp(3.5 - 1.2 * rank + 0.8 * Normal(random)) * 4) / 4 / 512;
            var score = (female ? 1.3 : -1.1) + 1.1 * (0.6 - rank) - 0.3 * age;
            labels[i] = random.NextDouble() < 1 / (1 + Math.Exp(-score)) ? 1 : 0;
        }

        return (features, labels);
    }

    private static double Normal(PhiloxSequence random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
