using Orchestrator.Sweeps.Trials;
using Wire = Orchestrator.Protocol.V1;

namespace Orchestrator.Protocol;

/// <summary>What is recorded of a generator's fit on request, as the wire has it and as the program has it.</summary>
internal static class TraceDetailsMapper
{
    /// <summary>The most numbers of a path through the latent space.</summary>
    public const int MostPathNumbers = 1_000_000;

    /// <summary>The most constant columns that can be named.</summary>
    public const int MostColumns = 100;

    private static readonly FieldPath Place = new("trace.details");

    /// <summary>The message of details.</summary>
    public static Wire.TraceDetails ToWire(TraceDetails details)
    {
        var wire = new Wire.TraceDetails { LatentWidth = details.LatentWidth };
        wire.Evaluations.AddRange(details.Evaluations.Select(ToWire));
        wire.ConstantColumns.AddRange(details.ConstantColumns);
        wire.LatentPath.AddRange(details.LatentPath);
        if (details.StoppedEpoch is { } epoch)
            wire.StoppedEpoch = epoch;
        if (details.Quality is { } quality)
            wire.Quality = GeneratorQualityMapper.ToWire(quality);
        return wire;
    }

    /// <summary>The details of a message. Numbers of the path may be anything that a network gives.</summary>
    /// <exception cref="WireFormatException">
    /// A number of an evaluation or of the quality is NaN or out of range, a list is too long, or the path does not
    /// hold whole rows.
    /// </exception>
    public static TraceDetails ToDomain(Wire.TraceDetails wire)
    {
        FieldChecks.Within(wire.Evaluations.Count, 0, GeneratorTraceMapper.MostEpochs, Place, "evaluations");
        FieldChecks.Within(wire.ConstantColumns.Count, 0, MostColumns, Place, "constant_columns");
        FieldChecks.Within(wire.LatentPath.Count, 0, MostPathNumbers, Place, "latent_path");
        var width = FieldChecks.Within(wire.LatentWidth, 0, MostPathNumbers, Place, "latent_width");
        if (width == 0 ? wire.LatentPath.Count > 0 : wire.LatentPath.Count % width > 0)
        {
            throw FieldChecks.Refused(
                Place, "latent_path", $"a list of {wire.LatentPath.Count}", $"whole rows of latent_width = {width}");
        }

        return new TraceDetails
        {
            Evaluations = [.. wire.Evaluations.Select(ToDomain)],
            ConstantColumns =
            [
                .. wire.ConstantColumns.Select(
                    name => FieldChecks.Line(name, FieldChecks.LongestName, Place, "constant_columns")),
            ],
            LatentPath = [.. wire.LatentPath],
            LatentWidth = width,
            StoppedEpoch = wire.HasStoppedEpoch
                ? FieldChecks.Within(wire.StoppedEpoch, 1, int.MaxValue, Place, "stopped_epoch")
                : null,
            Quality = wire.Quality is { } quality ? GeneratorQualityMapper.ToDomain(quality) : null,
        };
    }

    private static Wire.GeneratorEvaluation ToWire(GeneratorEvaluation evaluation) => new()
    {
        Epoch = evaluation.Epoch,
        RealLoss = evaluation.RealLoss,
        FakeLoss = evaluation.FakeLoss,
        GeneratorLoss = evaluation.GeneratorLoss,
        RealAccuracy = evaluation.RealAccuracy,
        FakeAccuracy = evaluation.FakeAccuracy,
        GeneratorAccuracy = evaluation.GeneratorAccuracy,
        Diversity = evaluation.Diversity,
        ModeCollapse = evaluation.ModeCollapse,
        LearningRate = evaluation.LearningRate,
        Convergence = evaluation.Convergence,
    };

    private static GeneratorEvaluation ToDomain(Wire.GeneratorEvaluation wire) => new(
        FieldChecks.Within(wire.Epoch, 1, int.MaxValue, Place, "evaluations.epoch"),
        FieldChecks.Number(wire.RealLoss, Place, "evaluations.real_loss"),
        FieldChecks.Number(wire.FakeLoss, Place, "evaluations.fake_loss"),
        FieldChecks.Number(wire.GeneratorLoss, Place, "evaluations.generator_loss"),
        FieldChecks.Score(wire.RealAccuracy, 1, Place, "evaluations.real_accuracy"),
        FieldChecks.Score(wire.FakeAccuracy, 1, Place, "evaluations.fake_accuracy"),
        FieldChecks.Score(wire.GeneratorAccuracy, 1, Place, "evaluations.generator_accuracy"),
        FieldChecks.Loss(wire.Diversity, Place, "evaluations.diversity"),
        wire.ModeCollapse,
        FieldChecks.Loss(wire.LearningRate, Place, "evaluations.learning_rate"),
        FieldChecks.Number(wire.Convergence, Place, "evaluations.convergence"));
}
