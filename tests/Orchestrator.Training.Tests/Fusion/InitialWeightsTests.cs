using Orchestrator.Training.Fusion;

namespace Orchestrator.Training.Tests.Fusion;

public sealed class InitialWeightsTests
{
    [Theory]
    [InlineData("zeros", 0, 0)]
    [InlineData("uniform", 0.05, 0.0288675)]
    [InlineData("normal", 0.3, 0.05)]
    [InlineData("truncated-normal", 0.1, 0.0439813)]
    [InlineData("glorot-uniform", 0.1732051, 0.1)]
    [InlineData("glorot-normal", 0.2273670, 0.1)]
    [InlineData("he-uniform", 0.2449490, 0.1414214)]
    [InlineData("he-normal", 0.3215456, 0.1414214)]
    public void Weights_keep_within_their_limit_and_have_their_deviation(string word, double limit, double deviation)
    {
        var weights = Weights(word, 100, 100);

        Assert.All(weights, weight => Assert.InRange(Math.Abs(weight), 0, limit * 1.000001));
        Assert.Equal(0, weights.Average(), 0.02 * deviation + 1e-12);
        Assert.Equal(deviation, Math.Sqrt(weights.Average(weight => (double)weight * weight)), 0.02 * deviation);
    }

    [Fact]
    public void Ones_are_ones() => Assert.All(Weights("ones", 7, 9), weight => Assert.Equal(1, weight));

    [Theory]
    [InlineData(20, 20)]
    [InlineData(40, 12)]
    [InlineData(12, 40)]
    [InlineData(1, 5)]
    public void Orthogonal_weights_are_orthonormal_along_the_shorter_side(int inputs, int outputs)
    {
        var weights = Weights("orthogonal", inputs, outputs);

        var (count, length) = (Math.Min(inputs, outputs), Math.Max(inputs, outputs));
        double At(int vector, int i) =>
            outputs <= inputs ? weights[(i * outputs) + vector] : weights[(vector * outputs) + i];
        for (var a = 0; a < count; a++)
        {
            for (var b = 0; b <= a; b++)
                Assert.Equal(a == b ? 1 : 0, Enumerable.Range(0, length).Sum(i => At(a, i) * At(b, i)), 1e-6);
        }

        Assert.Equal(inputs * outputs, weights.Distinct().Count());
    }

    [Fact]
    public void Unknown_word_is_refused() =>
        Assert.Throws<TrainingException>(() => WeightInitialisers.Parse("random"));

    [Fact]
    public void Narrow_network_comes_back_from_a_wide_one_unchanged()
    {
        var norm = new NormOptions(0.9f, 1e-3f, false);
        ParameterLayout Layout(int first, int second) => new(
        [
            new DenseLayer(5, first, true, norm, Activation.Selu, 0), new DenseLayer(first, second, true, norm, Activation.Selu, 0),
            new DenseLayer(second, 3, true, null, Activation.Identity, 0),
        ]);
        var (own, wide) = (Layout(20, 7), Layout(33, 90));
        var narrow = new NarrowNetwork(own, wide);
        var parameters = InitialWeights.Draw(own, WeightInitialiser.Normal, NeuralTables.Key(1), 0);

        var (back, running) = narrow.Narrow(narrow.Widen(parameters), new float[wide.RunningCount]);

        Assert.Equal(parameters, back);
        Assert.Equal(own.RunningCount, running.Length);
        Assert.Equal(
            parameters.Sum(value => Math.Abs((double)value)), narrow.Widen(parameters).Sum(value => Math.Abs((double)value)), 9);
    }

    private static float[] Weights(string word, int inputs, int outputs)
    {
        var layout = new ParameterLayout([new DenseLayer(inputs, outputs, true, null, Activation.Identity, 0)]);
        var parameters = InitialWeights.Draw(layout, WeightInitialisers.Parse(word), NeuralTables.Key(3), 0);
        var padded = Block.PadColumns(outputs);
        return [.. Enumerable.Range(0, inputs).SelectMany(i => parameters.Skip(i * padded).Take(outputs))];
    }
}
