using MathNet.Numerics.Integration;

namespace Orchestrator.Statistics.Distributions;

/// <summary>Integrals of smooth functions over an interval: Gauss and Legendre's rule on equal panels.</summary>
internal static class Quadrature
{
    private const int Order = 16;
    private static readonly GaussLegendreRule Rule = new(-1, 1, Order);
    private static readonly double[] Places = Rule.Abscissas;
    private static readonly double[] Weights = Rule.Weights;

    /// <summary>The integral of <paramref name="f"/> from <paramref name="low"/> to <paramref name="high"/>.</summary>
    public static double Integrate(Func<double, double> f, double low, double high, int panels)
    {
        var half = (high - low) / panels / 2;
        var sum = 0.0;
        for (var panel = 0; panel < panels; panel++)
        {
            var middle = low + (2 * panel + 1) * half;
            for (var i = 0; i < Order; i++)
                sum += Weights[i] * f(middle + half * Places[i]);
        }

        return sum * half;
    }
}
