using Orchestrator.Sweeps.Specs;
using Orchestrator.Sweeps.Trials;

namespace Orchestrator.Sweeps.Planning;

/// <summary>
/// A spec together with the identity of the data set that it names: all that the plan and the keys follow from.
/// </summary>
/// <param name="Spec">The spec.</param>
/// <param name="SpecText">The spec as written, for the record.</param>
/// <param name="DatasetHash">The content hash of the data set, schema and kept rows included.</param>
public sealed record SweepDefinition(SweepSpec Spec, string SpecText, Digest DatasetHash)
{
    /// <summary>
    /// The sweep's id, 12 hexadecimal digits: equal for equal names, data, axes, settings, algorithm versions and
    /// split, whatever the layout of the file. Worked out on each call; hold on to it where it is wanted often.
    /// </summary>
    public string Id => SweepIdentity.Of(Spec, DatasetHash);
}
