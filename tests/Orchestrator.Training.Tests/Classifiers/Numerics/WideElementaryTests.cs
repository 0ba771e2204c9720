using System.Runtime.Intrinsics;
using Orchestrator.Training.Classifiers.Numerics;

namespace Orchestrator.Training.Tests.Classifiers.Numerics;

public sealed class WideElementaryTests
{
    private const double Error = 1e-15;

    [Fact]
    public void Exponential_is_right_to_the_last_digits_over_its_whole_range()
    {
        for (var x = -708.0; x <= 709; x += 0.0371)
        {
            var expected = Math.Exp(x);
            Assert.InRange(Exp(x), expected * (1 - Error), expected * (1 + Error));
        }

        Assert.Equal(1, Exp(0));
        Assert.Equal(Exp(-708), Exp(-1e9));
        Assert.Equal(Exp(709), Exp(double.PositiveInfinity));
        Assert.True(double.IsNaN(Exp(double.NaN)));
    }

    [Fact]
    public void Logarithm_of_one_plus_is_right_to_the_last_digits()
    {
        for (var t = 1.0; t > 1e-300; t *= 0.93)
        {
            // log(1 + t) without the rounding of 1 + t (Kahan).
            var sum = 1 + t;
            var expected = sum > 1 ? Math.Log(sum) * (t / (sum - 1)) : t;
            Assert.InRange(LogOnePlus(t), expected * (1 - Error), expected * (1 + Error));
        }

        Assert.Equal(0, LogOnePlus(0));
    }

    [Fact]
    public void Sum_adds_halves()
    {
        var x = Vector512.Create(1e16, 1, 2, 3, 4, 5, 6, 7);
        Assert.Equal((1e16 + 4 + (2 + 6)) + (1.0 + 5 + (3 + 7)), WideElementary.Sum(x));
    }

    private static double Exp(double x) => WideElementary.Exp(Vector512.Create(x)).GetElement(3);

    private static double LogOnePlus(double t) => WideElementary.LogOnePlus(Vector512.Create(t)).GetElement(5);
}
