using Orchestrator.Training.Generators.TabDdpm;

namespace Orchestrator.Training.Tests.Generators.TabDdpm;

public sealed class QuantileNormalTests
{
    private static readonly double[] Values =
        [0, 0, 0, 0, 1, 1, 2, 3, 5, 8, 13, 21.5, 22, 23, -1, -4, 7, 7, 7, 9];

    /// <summary>The numbers are scikit-learn 1.2.1's, 10 quantiles.</summary>
    [Fact]
    public void Normals_and_their_inverse_are_those_of_scikit_learn()
    {
        var map = new QuantileNormal(Values, 0);

        double[] expected =
        [
            -0.9674215661, -0.9674215661, -0.9674215661, -0.9674215661, -0.4307272993, -0.4307272993, -0.2268854445,
            -0.09721088682, 0.05488641324, 0.6102946102, 0.9062947299, 1.489470042, 1.69062163, 5.199337583,
            -1.382994127, -5.199337583, 0.4307272993, 0.4307272993, 0.4307272993, 0.7717684649,
        ];
        for (var i = 0; i < Values.Length; i++)
            Assert.Equal(expected[i], map.Transform(Values[i]), 1e-8);
        Assert.Equal(-5.199337583, map.Transform(-9), 1e-8);
        Assert.Equal(-0.5894557978, map.Transform(0.5), 1e-8);
        Assert.Equal(0.1311926684, map.Transform(6), 1e-8);
        Assert.Equal(5.199337583, map.Transform(30), 1e-8);
        Assert.Equal(-4, map.Invert(-6), 1e-7);
        Assert.Equal(0.7768378485, map.Invert(-0.5), 1e-7);
        Assert.Equal(4.277777778, map.Invert(0), 1e-7);
        Assert.Equal(6.609958044, map.Invert(0.3), 1e-7);
        Assert.Equal(21.53024157, map.Invert(1.5), 1e-7);
        Assert.Equal(23, map.Invert(6), 1e-7);
    }

    [Fact]
    public void Constant_column_becomes_zero_and_comes_back()
    {
        var map = new QuantileNormal([4.5, 4.5, 4.5], 0);

        Assert.Equal(0, map.Transform(4.5));
        Assert.All([-3.0, 0, 2], normal => Assert.Equal(4.5, map.Invert(normal)));
    }

    [Fact]
    public void Two_rows_map_to_the_ends_and_back()
    {
        var map = new QuantileNormal([2, 1], 0);

        Assert.Equal(1, map.Invert(map.Transform(1)), 1e-6);
        Assert.Equal(2, map.Invert(map.Transform(2)), 1e-6);
        Assert.Equal(1.5, map.Invert(0), 1e-6);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void Value_that_is_not_finite_makes_all_of_them_so(double value) =>
        Assert.True(double.IsNaN(new QuantileNormal([1, value, 3], 0).Transform(1)));
}
