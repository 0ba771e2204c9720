using Orchestrator.Sweeps.Catalog;
using Orchestrator.Sweeps.Trials;
using Orchestrator.Training.Classifiers;
using Orchestrator.Training.Classifiers.Trees;
using Orchestrator.Training.Preprocessing;

namespace Orchestrator.Training.Generators.Quality;

/// <summary>
/// The classifier that quality is judged by: a random forest of few trees, since it sees dependences that a line does
/// not, has no scale to be set and costs little. A category is one column, its levels by their numbers.
/// </summary>
/// <param name="key">Keys the trees.</param>
/// <param name="context">The clock and the token.</param>
internal sealed class SmallForest(StageKey key, TrainingContext context)
{
    private static readonly RandomForestTrainer Trainer = new();

    private static readonly SettingValues Settings = SettingValues.Defaults(Trainer.Algorithm)
        .With("trees", "16").With("min-samples-leaf", "2");

    /// <summary>Predicts rows after a fit on others, one row and one column at least.</summary>
    public Predictions Predict(Matrix training, int[] labels, int classCount, Matrix rows)
    {
        var task = new ClassifierFitTask(new TrialKey(key.Value), training, labels, classCount);
        using var forest = Trainer.Fit([task], Settings, context).Single().Classifier!;
        return forest.Predict(rows);
    }
}
