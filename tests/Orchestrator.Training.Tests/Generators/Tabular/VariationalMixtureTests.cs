using Orchestrator.Training.Generators.Tabular;

namespace Orchestrator.Training.Tests.Generators.Tabular;

/// <summary>
/// Recorded with scikit-learn 1.2.1: BayesianGaussianMixture(10, weight_concentration_prior_type="dirichlet_process",
/// weight_concentration_prior=0.001), started from the same clusters, on the standardised columns; and once more from
/// its own start (random_state=0), whose likelihood ours is to reach.
/// </summary>
public sealed class VariationalMixtureTests
{
    public static TheoryData<string, double, double[], double[], double[]> Recorded => new()
    {
        {
            "two", 155.73133294344362, [0.33554706576129095, 0.6644496285191257],
            [1.371281105589465, -0.6890517238219737], [0.22491876398777355, 0.23963804977475034]
        },
        {
            "tail", -26.379350068676462,
            [0.49979555077996507, 0.3214673151687377, 0.15787600499230472, 0.02085832425407404],
            [-0.6449164427723802, 0.16068131539850378, 1.2927412858375695, 2.4725449201062584],
            [0.27092298703978956, 0.509653433386217, 0.9949876896798209, 1.9219544799659836]
        },
        {
            "ties", 150.6704394718801,
            [0.5016045643303861, 0.29927891099996046, 0.11550086156155519, 0.06604792616893868, 0.017565083797387],
            [-0.6618695813969601, 0.11628268417122997, 0.8783800342535407, 1.3844771733254395, 4.361508181452112],
            [0.09781198001063267, 0.10590550443966168, 0.23448618944056532, 0.5262114540024622, 2.248756019336275]
        },
    };

    [Theory]
    [MemberData(nameof(Recorded))]
    public void Mixture_is_that_of_scikit_learn(
        string column, double bound, double[] weights, double[] means, double[] deviations)
    {
        var mixture = new VariationalMixture(Column(column), 10, 0.001);

        Assert.Equal(bound, mixture.LowerBound, 1e-5);
        var kept = Enumerable.Range(0, 10).Where(c => mixture.Weights[c] >= 0.005).ToList();
        Assert.Equal(weights.Length, kept.Count);
        for (var i = 0; i < kept.Count; i++)
        {
            Assert.Equal(weights[i], mixture.Weights[kept[i]], 1e-6);
            Assert.Equal(means[i], mixture.Means[kept[i]], 1e-6);
            Assert.Equal(deviations[i], Math.Sqrt(mixture.Variances[kept[i]]), 1e-6);
        }

        Assert.Equal(1, mixture.Weights.Sum(), 1e-12);
    }

    [Theory]
    [InlineData("two", -0.47229078819654013)]
    [InlineData("tail", -1.1028615522469012)]
    [InlineData("ties", -0.056510930664974195)]
    public void Likelihood_reaches_that_of_a_start_by_chance(string column, double recorded)
    {
        var values = Column(column);
        var mixture = new VariationalMixture(values, 10, 0.001);

        var mean = values.Average(x => Math.Log(Enumerable.Range(0, 10).Sum(c =>
            mixture.Weights[c] * Math.Exp(-0.5 * (x - mixture.Means[c]) * (x - mixture.Means[c]) / mixture.Variances[c])
            / Math.Sqrt(2 * Math.PI * mixture.Variances[c]))));

        Assert.InRange(mean, recorded - 1e-3, recorded + 0.02);
    }

    [Fact]
    public void Posterior_is_that_of_scikit_learn()
    {
        var values = Column("tail");
        var shares = new double[10];

        new VariationalMixture(values, 10, 0.001).Posterior(values[7], shares);

        double[] expected = [0.9301170996596084, 0.05553961124342137, 0.012430391377891528, 0.001912897719078535];
        for (var c = 0; c < 4; c++)
            Assert.Equal(expected[c], shares[c], 1e-8);
        Assert.Equal(1, shares.Sum(), 1e-12);
    }

    [Fact]
    public void Fewer_values_than_components_are_no_trouble()
    {
        var mixture = new VariationalMixture([-1, 1, 1], 10, 0.001);

        Assert.Equal(3, mixture.Weights.Length);
        Assert.All(mixture.Means, mean => Assert.InRange(mean, -1, 1));
        Assert.Equal(1, mixture.Weights.Sum(), 1e-12);
    }

    private static double[] Column(string name)
    {
        double[] values = name switch
        {
            "two" =>
            [
                .. Enumerable.Range(0, 200).Select(i => -2 + (0.3 * Logit((i + 0.5) / 200))),
                .. Enumerable.Range(0, 100).Select(i => 3 + (0.2 * Logit((i + 0.5) / 100))),
            ],
            "tail" => [.. Enumerable.Range(0, 300).Select(i => -Math.Log(1 - ((i + 0.5) / 300)))],
            _ =>
            [
                .. Enumerable.Repeat(0.0, 150), .. Enumerable.Repeat(1.0, 90), .. Enumerable.Repeat(2.0, 40),
                .. Enumerable.Repeat(3.0, 15), .. Enumerable.Repeat(8.0, 5),
            ],
        };
        var mean = values.Average();
        var deviation = Math.Sqrt(values.Average(value => (value - mean) * (value - mean)));
        return [.. values.Select(value => (value - mean) / deviation)];
    }

    private static double Logit(double share) => Math.Log(share / (1 - share));
}
