using Orchestrator.Sweeps.Planning;
using Orchestrator.Sweeps.Specs;
using Wire = Orchestrator.Protocol.V1;

namespace Orchestrator.Protocol;

/// <summary>What a plan follows from, as the wire has it and as the program has it.</summary>
public static class SweepDefinitionMapper
{
    /// <summary>The most bytes of a spec in UTF-8: 1 MiB.</summary>
    public const int MostSpecBytes = 1024 * 1024;

    /// <summary>The most characters of a spec's name.</summary>
    public const int LongestSpecName = FieldChecks.LongestLine;

    /// <summary>The message of <paramref name="definition"/>.</summary>
    public static Wire.SweepDefinition ToWire(SweepDefinition definition)
    {
        ArgumentNullException.ThrowIfNull(definition);
        return ToWire(definition, definition.Id);
    }

    /// <summary>The plan of a message.</summary>
    /// <param name="wire">The message.</param>
    /// <param name="vocabulary">The names that a spec may use.</param>
    /// <exception cref="WireFormatException">
    /// The hash is not 32 bytes, the spec cannot be read, or the id that follows from it is another one: the sender is
    /// of another version.
    /// </exception>
    public static SweepPlan ToPlan(Wire.SweepDefinition wire, SpecVocabulary vocabulary)
    {
        ArgumentNullException.ThrowIfNull(wire);
        var path = new FieldPath("definition");
        var hash = FieldChecks.Digest(wire.DatasetHash, path, "dataset_hash");
        FieldChecks.Line(wire.SpecName, LongestSpecName, path, "spec_name");
        var read = SpecReader.Read(wire.SpecText, wire.SpecName.Length > 0 ? wire.SpecName : "sweep.yaml", vocabulary);
        if (!read.IsValid)
        {
            throw FieldChecks.Refused(path, "spec_text", $"a spec with a problem ({read.Problems[0]})",
                "a spec that this version reads");
        }

        var definition = new SweepDefinition(read.Spec, wire.SpecText, hash);
        return definition.Id is var id && id == wire.SweepId
            ? new SweepPlan(definition)
            : throw FieldChecks.Refused(path, "sweep_id", FieldChecks.Quote(wire.SweepId),
                $"the id that follows from the spec, which is '{id}': the sender is of another version");
    }

    internal static Wire.SweepDefinition ToWire(SweepDefinition definition, string id) => new()
    {
        SweepId = id,
        SpecText = definition.SpecText,
        SpecName = $"{definition.Spec.Name}.yaml",
        DatasetHash = FieldChecks.Bytes(definition.DatasetHash),
    };
}
