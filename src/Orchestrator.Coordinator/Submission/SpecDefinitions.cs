using Orchestrator.Journal.Contracts;
using Orchestrator.Sweeps.Planning;
using Orchestrator.Sweeps.Specs;

namespace Orchestrator.Coordinator.Submission;

/// <summary>Reads stored specs again, by the vocabulary of this program.</summary>
internal sealed class SpecDefinitions(SpecVocabulary vocabulary) : ISweepDefinitions
{
    public SweepPlan PlanOf(SweepRecord record)
    {
        var read = SpecReader.Read(record.SpecText, record.SpecPath ?? $"{record.Name}.yaml", vocabulary);
        if (!read.IsValid)
            throw new SweepUnreadableException(
                $"the spec of sweep {record.Id} is not read by this version: {read.Problems[0]}");
        return new SweepPlan(new SweepDefinition(read.Spec, record.SpecText, record.DatasetHash));
    }
}
