using Orchestrator.Reports.Comparisons;
using Orchestrator.Reports.Documents;
using Orchestrator.Sweeps.Planning;

namespace Orchestrator.Reports.Answers;

/// <summary>What one sweep adds to a report.</summary>
internal sealed record SweepPart(
    ReportedSweep Facts,
    SweepScores Scores,
    SweepAnswer Answer,
    IReadOnlyList<LearningCurve> Curves,
    IReadOnlyList<GeneratorSummary> Generators)
{
    /// <summary>Reads a sweep.</summary>
    /// <exception cref="ReportException">It has no result.</exception>
    public static async Task<SweepPart> ReadAsync(
        ReportInput input, ReportOptions options, TrialList trials, CancellationToken cancellation)
    {
        var plan = input.Plan;
        var spec = plan.Definition.Spec;
        var (arms, models) = (ArmNames.Of(plan), ChoiceNames.Of(spec.Models));
        var id = plan.Definition.Id;
        var table = await ScoreTable.ReadAsync(plan, input.Trials, (row, score) => trials.Add(() =>
        {
            var (_, arm, model, _) = plan.Grid.PositionOf(row.Trial.Index);
            return new ReportedTrial(
                id, row.Trial.Index, row.Trial.Fraction.Value, arms[arm], row.Trial.Boost.Value,
                row.Trial.Boost.Replaces, models[model], row.Trial.Seed.Value, score, row.Failure?.Error);
        }), cancellation).ConfigureAwait(false);
        ReportChecks.RequireResults(plan, table);
        var scores = table.ToScores(SweepFacts.DatasetOf(spec));
        var answer = SweepComparisons.Answer(scores, ReportBuilder.Judging(options));
        var curves = new CurveBuilder(plan, scores, options.Level);
        return new SweepPart(
            SweepFacts.Of(plan, table), scores,
            answer with { Comparisons = WithWorth(plan, answer.Comparisons, curves, arms, models) },
            curves.Curves(models),
            await GeneratorFits.ReadAsync(plan, input.Traces, cancellation).ConfigureAwait(false));
    }

    private static BoostComparison[] WithWorth(
        SweepPlan plan, IReadOnlyList<BoostComparison> comparisons, CurveBuilder curves,
        IReadOnlyList<string?> arms, IReadOnlyList<string> models)
    {
        var spec = plan.Definition.Spec;
        var places = new Dictionary<(double, string?, double, bool, string), (int Fraction, int Arm, int Model)>();
        for (var fraction = 0; fraction < spec.Fractions.Count; fraction++)
        {
            for (var arm = 0; arm < arms.Count; arm++)
            {
                var boost = plan.Grid.Arms[arm].Boost;
                for (var model = 0; model < models.Count; model++)
                {
                    places[(spec.Fractions[fraction].Value, arms[arm], boost.Value,
                        boost.Replaces, models[model])] = (fraction, arm, model);
                }
            }
        }

        return [.. comparisons.Select(comparison =>
        {
            var (fraction, arm, model) = places[
                (comparison.Fraction, comparison.Generator, comparison.Boost, comparison.Replaces, comparison.Model)];
            var worth = curves.WorthOf(fraction, arm, model, out var note);
            return comparison with
            {
                Worth = worth,
                Notes = note.Length == 0 ? comparison.Notes : [.. comparison.Notes, note],
            };
        })];
    }
}
