namespace Orchestrator.Training.Datasets;

/// <summary>The generated data sets: 4000 points, uniform over the square from -50 to 50.</summary>
internal static class GeneratedTables
{
    public static IReadOnlyList<GeneratedTable> All { get; } =
    [
        new("circles", "Points between two circles of radius 20 and 45, and the rest of the square.", IsInRing),
        new("f1", "Points in a triangle, and the rest of the square.", IsInTriangle),
        new("f2", "Rings about the origin that change sides with the signs of x0 and of x0 + x1.", IsInF2),
        new("f3", "Points below a bell curve, and the rest of the square.", IsBelowBell),
    ];

    private static bool IsInRing(double x0, double x1)
    {
        var squared = (x0 * x0) + (x1 * x1);
        return squared is > 20 * 20 and < 45 * 45;
    }

    private static bool IsInTriangle(double x0, double x1) => x0 > -20 && x1 > -40 && x0 + x1 < 40;

    private static bool IsBelowBell(double x0, double x1) => x1 < 50 * Math.Exp(-x0 * x0 / 50);

    private static bool IsInF2(double x0, double x1)
    {
        var radius = Math.Sqrt((x0 * x0) + (x1 * x1));
        return Math.Sign(x0 + x1) * Math.Sign(x0) * Math.Cos(radius / (2 * Math.PI)) > 0;
    }
}
