using Orchestrator.Sweeps.Catalog;
using Orchestrator.Training.Classifiers;
using Orchestrator.Training.Preprocessing;

namespace Orchestrator.Training.Tests.Classifiers.Search;

/// <summary>
/// Stands where the trainer of k nearest neighbours does and keeps what it is given; column 0 of its rows is their
/// number. Says class 1 of rows whose number is below k, so that the score is known beforehand.
/// </summary>
internal sealed class RecordingTrainer : ClassifierTrainer
{
    /// <summary>Every fit: its task, its k and the numbers of the rows that were predicted with it.</summary>
    public List<(ClassifierFitTask Task, int K, List<int> Predicted)> Fits { get; } = [];

    public override AlgorithmDescriptor Algorithm => ModelAlgorithms.Knn;

    public override IEnumerable<ClassifierFit> Fit(
        IReadOnlyList<ClassifierFitTask> tasks, SettingValues settings, TrainingContext context)
    {
        for (var k = 0; k < tasks.Count; k++)
        {
            var predicted = new List<int>();
            Fits.Add((tasks[k], settings.Integer("k"), predicted));
            if (settings.Integer("k") == 13)
                throw new TrainingException("thirteen is unlucky");
            yield return new ClassifierFit(k, new Threshold(settings.Integer("k"), predicted), 1);
        }
    }

    public static List<int> Numbers(Matrix features) =>
        [.. Enumerable.Range(0, features.Rows).Select(i => (int)features[i, 0])];

    private sealed class Threshold(int k, List<int> predicted) : FittedClassifier
    {
        public override Predictions Predict(Matrix features)
        {
            predicted.AddRange(Numbers(features));
            return new Predictions([.. Numbers(features).Select(number => number < k ? 1 : 0)], null);
        }
    }
}
