using Google.Protobuf.Collections;
using Orchestrator.Sweeps.Trials;
using Wire = Orchestrator.Protocol.V1;

namespace Orchestrator.Protocol;

/// <summary>The quality of a generator's rows, as the wire has it and as the program has it.</summary>
internal static class GeneratorQualityMapper
{
    /// <summary>The most columns that can be compared.</summary>
    public const int MostColumns = 100_000;

    /// <summary>The most bins of a column.</summary>
    public const int MostBins = 100;

    private const string Name = "trace.details.quality";
    private static readonly FieldPath Place = new(Name);

    /// <summary>The message of a quality.</summary>
    public static Wire.GeneratorQuality ToWire(GeneratorQuality quality)
    {
        var wire = new Wire.GeneratorQuality
        {
            TrainingRows = quality.TrainingRows,
            GeneratedRows = quality.GeneratedRows,
            HoldoutRows = quality.HoldoutRows,
            CopiedShare = quality.CopiedShare,
            RepeatedShare = quality.RepeatedShare,
        };
        wire.Columns.AddRange(quality.Columns.Select(ToWire));
        Set(quality.CorrelationDifference, value => wire.CorrelationDifference = value);
        Set(quality.DetectionAuc, value => wire.DetectionAuc = value);
        Set(quality.SyntheticUtility, value => wire.SyntheticUtility = value);
        Set(quality.RealUtility, value => wire.RealUtility = value);
        Set(quality.Density, value => wire.Density = value);
        Set(quality.Coverage, value => wire.Coverage = value);
        Set(quality.ModesHit, value => wire.ModesHit = value);
        Set(quality.ClosestTraining, value => wire.ClosestTraining = value);
        Set(quality.ClosestHoldout, value => wire.ClosestHoldout = value);
        Set(quality.CloserToTraining, value => wire.CloserToTraining = value);
        Set(quality.MembershipAuc, value => wire.MembershipAuc = value);
        return wire;
    }

    /// <summary>The quality of a message.</summary>
    /// <exception cref="WireFormatException">
    /// A number is NaN or out of range, a list is too long, or a column has not as many shares as bins.
    /// </exception>
    public static GeneratorQuality ToDomain(Wire.GeneratorQuality wire)
    {
        FieldChecks.Within(wire.Columns.Count, 0, MostColumns, Place, "columns");
        return new GeneratorQuality
        {
            TrainingRows = FieldChecks.Within(wire.TrainingRows, 0, int.MaxValue, Place, "training_rows"),
            GeneratedRows = FieldChecks.Within(wire.GeneratedRows, 0, int.MaxValue, Place, "generated_rows"),
            HoldoutRows = FieldChecks.Within(wire.HoldoutRows, 0, int.MaxValue, Place, "holdout_rows"),
            Columns = [.. wire.Columns.Select((column, i) => ToDomain(column, new FieldPath($"{Name}.columns", i)))],
            CorrelationDifference = wire.HasCorrelationDifference
                ? FieldChecks.Score(wire.CorrelationDifference, 2, Place, "correlation_difference")
                : null,
            DetectionAuc = Share(wire.HasDetectionAuc, wire.DetectionAuc, "detection_auc"),
            SyntheticUtility = Utility(wire.HasSyntheticUtility, wire.SyntheticUtility, "synthetic_utility"),
            RealUtility = Utility(wire.HasRealUtility, wire.RealUtility, "real_utility"),
            Density = FromZero(wire.HasDensity, wire.Density, "density"),
            Coverage = Share(wire.HasCoverage, wire.Coverage, "coverage"),
            ModesHit = Share(wire.HasModesHit, wire.ModesHit, "modes_hit"),
            CopiedShare = FieldChecks.Score(wire.CopiedShare, 1, Place, "copied_share"),
            RepeatedShare = FieldChecks.Score(wire.RepeatedShare, 1, Place, "repeated_share"),
            ClosestTraining = FromZero(wire.HasClosestTraining, wire.ClosestTraining, "closest_training"),
            ClosestHoldout = FromZero(wire.HasClosestHoldout, wire.ClosestHoldout, "closest_holdout"),
            CloserToTraining = Share(wire.HasCloserToTraining, wire.CloserToTraining, "closer_to_training"),
            MembershipAuc = Share(wire.HasMembershipAuc, wire.MembershipAuc, "membership_auc"),
        };
    }

    private static void Set(double? value, Action<double> set)
    {
        if (value is { } number)
            set(number);
    }

    private static double? Share(bool isSet, double value, string field) =>
        isSet ? FieldChecks.Score(value, 1, Place, field) : null;

    private static double? FromZero(bool isSet, double value, string field) =>
        isSet ? FieldChecks.Loss(value, Place, field) : null;

    // Balanced accuracy, or R², which may be far below 0.
    private static double? Utility(bool isSet, double value, string field) => isSet switch
    {
        false => null,
        _ when FieldChecks.Number(value, Place, field) <= 1 => value,
        _ => FieldChecks.Score(value, 1, Place, field),
    };

    private static Wire.ColumnFidelity ToWire(ColumnFidelity column)
    {
        var wire = new Wire.ColumnFidelity
        {
            Column = FieldChecks.Shortened(column.Column, FieldChecks.LongestName),
            IsNumeric = column.IsNumeric,
            Distance = column.Distance,
        };
        wire.Bins.AddRange(column.Bins.Select(bin => FieldChecks.Shortened(bin, FieldChecks.LongestName)));
        wire.Real.AddRange(column.Real);
        wire.Generated.AddRange(column.Generated);
        return wire;
    }

    private static ColumnFidelity ToDomain(Wire.ColumnFidelity wire, FieldPath place)
    {
        FieldChecks.Within(wire.Bins.Count, 0, MostBins, place, "bins");
        return new ColumnFidelity(
            FieldChecks.Line(wire.Column, FieldChecks.LongestName, place, "column"),
            wire.IsNumeric,
            FieldChecks.Score(wire.Distance, 1, place, "distance"),
            [.. wire.Bins.Select(bin => FieldChecks.Line(bin, FieldChecks.LongestName, place, "bins"))],
            Shares(wire.Real, wire.Bins.Count, place, "real"),
            Shares(wire.Generated, wire.Bins.Count, place, "generated"));
    }

    private static double[] Shares(RepeatedField<double> shares, int bins, FieldPath place, string field)
    {
        FieldChecks.Within(shares.Count, bins, bins, place, field);
        return [.. shares.Select(share => FieldChecks.Score(share, 1, place, field))];
    }
}
