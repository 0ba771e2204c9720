using System.Collections.Frozen;
using Orchestrator.Sweeps.Scheduling;
using Wire = Orchestrator.Protocol.V1;

namespace Orchestrator.Protocol;

/// <summary>What a bundle is at, as the wire has it and as the program has it.</summary>
public static class StageProgressMapper
{
    private static readonly FrozenDictionary<string, string> Stages = new[]
    {
        StageNames.Split, StageNames.Subset, StageNames.FitGenerator, StageNames.MeasureQuality, StageNames.Synthesise,
        StageNames.FitModel, StageNames.Score,
    }.ToFrozenDictionary(name => name);

    private const int LongestStage = 64;

    /// <summary>The message of <paramref name="stage"/>.</summary>
    public static Wire.StageProgress ToWire(StageProgress stage)
    {
        ArgumentNullException.ThrowIfNull(stage);
        var wire = new Wire.StageProgress
        {
            Stage = stage.Stage,
            Algorithm = FieldChecks.Shortened(stage.Algorithm, FieldChecks.LongestLabel),
            Epoch = stage.Epoch,
            Epochs = stage.Epochs,
        };
        if (stage.Loss is { } loss)
            wire.Loss = loss;
        if (stage.DiscriminatorLoss is { } discriminator)
            wire.DiscriminatorLoss = discriminator;
        return wire;
    }

    /// <summary>The progress of a message. A loss may be NaN: a fit may diverge.</summary>
    /// <exception cref="WireFormatException">
    /// The stage is not a word, the algorithm too long, or an epoch negative.
    /// </exception>
    public static StageProgress ToDomain(Wire.StageProgress wire) => ToDomain(wire, new FieldPath("stage"));

    internal static StageProgress ToDomain(Wire.StageProgress? message, FieldPath path)
    {
        var wire = FieldChecks.Set(message, path, "");
        return new StageProgress(
            StageName(wire.Stage, path),
            FieldChecks.Line(wire.Algorithm, FieldChecks.LongestLabel, path, "algorithm"))
        {
            Epoch = FieldChecks.NotNegative(wire.Epoch, path, "epoch"),
            Epochs = FieldChecks.NotNegative(wire.Epochs, path, "epochs"),
            Loss = wire.HasLoss ? wire.Loss : null,
            DiscriminatorLoss = wire.HasDiscriminatorLoss ? wire.DiscriminatorLoss : null,
        };
    }

    /// <summary>One of the words of <see cref="StageNames"/>, or a word that a later version adds to them.</summary>
    internal static string StageName(string name, FieldPath path)
    {
        if (Stages.TryGetValue(name, out var stage))
            return stage;
        return name.Length is > 0 and <= LongestStage && name.All(c => char.IsAsciiLetterLower(c) || c == '-')
            ? name
            : throw FieldChecks.Refused(path, "stage", FieldChecks.Quote(name),
                $"a word of 1 to {LongestStage} lower-case letters and '-', as "
                + string.Join(", ", Stages.Keys.Order()));
    }
}
