using Orchestrator.Sweeps.Trials;

namespace Orchestrator.Reports.Answers;

/// <summary>
/// The mean of every measure of quality over the fits that have it. Columns and bins are those of the first fit; shares
/// are averaged over the fits whose bins are the same.
/// </summary>
internal static class QualityMeans
{
    /// <summary>The means of one fit or more.</summary>
    public static GeneratorQuality Of(IReadOnlyList<GeneratorQuality> fits) => new()
    {
        TrainingRows = Rows(fits, q => q.TrainingRows),
        GeneratedRows = Rows(fits, q => q.GeneratedRows),
        HoldoutRows = Rows(fits, q => q.HoldoutRows),
        Columns = [.. fits[0].Columns.Select((column, place) => Column(column, place, fits))],
        CorrelationDifference = Mean(fits, q => q.CorrelationDifference),
        DetectionAuc = Mean(fits, q => q.DetectionAuc),
        SyntheticUtility = Mean(fits, q => q.SyntheticUtility),
        RealUtility = Mean(fits, q => q.RealUtility),
        Density = Mean(fits, q => q.Density),
        Coverage = Mean(fits, q => q.Coverage),
        ModesHit = Mean(fits, q => q.ModesHit),
        CopiedShare = Mean(fits, q => q.CopiedShare)!.Value,
        RepeatedShare = Mean(fits, q => q.RepeatedShare)!.Value,
        ClosestTraining = Mean(fits, q => q.ClosestTraining),
        ClosestHoldout = Mean(fits, q => q.ClosestHoldout),
        CloserToTraining = Mean(fits, q => q.CloserToTraining),
        MembershipAuc = Mean(fits, q => q.MembershipAuc),
    };

    private static ColumnFidelity Column(ColumnFidelity first, int place, IReadOnlyList<GeneratorQuality> fits)
    {
        var same = fits.Where(fit => place < fit.Columns.Count && fit.Columns[place].Column == first.Column)
            .Select(fit => fit.Columns[place]).ToList();
        var alike = same.Where(column => column.Bins.SequenceEqual(first.Bins)).ToList();
        return first with
        {
            Distance = same.Sum(column => column.Distance) / same.Count,
            Real = Shares(alike, column => column.Real),
            Generated = Shares(alike, column => column.Generated),
        };
    }

    private static double[] Shares(
        List<ColumnFidelity> columns, Func<ColumnFidelity, IReadOnlyList<double>> shares) =>
        [.. Enumerable.Range(0, shares(columns[0]).Count)
            .Select(bin => columns.Sum(column => shares(column)[bin]) / columns.Count)];

    private static int Rows(IReadOnlyList<GeneratorQuality> fits, Func<GeneratorQuality, int> rows) =>
        (int)Math.Round(fits.Average(rows));

    private static double? Mean(IReadOnlyList<GeneratorQuality> fits, Func<GeneratorQuality, double?> measure)
    {
        var known = fits.Select(measure).OfType<double>().ToList();
        return known.Count == 0 ? null : known.Sum() / known.Count;
    }
}
