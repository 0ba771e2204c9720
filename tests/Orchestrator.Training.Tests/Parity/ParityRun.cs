using Orchestrator.Sweeps.Catalog;
using Orchestrator.Sweeps.Trials;
using Orchestrator.Training.Classifiers;
using Orchestrator.Training.Preprocessing;

namespace Orchestrator.Training.Tests.Parity;

/// <summary>The correct test predictions of our models on the reference's splits.</summary>
internal static class ParityRun
{
    public static readonly IReadOnlyDictionary<string, string> Targets = new Dictionary<string, string>
    {
        ["titanic"] = "survived",
        ["penguins"] = "species",
        ["iris"] = "target",
        ["wine"] = "target",
        ["breast_cancer"] = "target",
        ["digits8x8"] = "target",
        ["pima"] = "class",
        ["glass"] = "Type",
        ["vote"] = "Class",
        ["breast_recurrence"] = "Class",
        ["breast_w"] = "Class",
        ["messidor"] = "Class",
        ["heart_statlog"] = "class",
        ["heart_cleveland"] = "num",
        ["adult5000"] = "income",
        ["wine_quality"] = "quality",
    };

    /// <summary>
    /// Correct predictions by split, summed over fits with as many keys, or null where the set's file cannot be had
    /// here.
    /// </summary>
    public static Dictionary<string, int[]>? Counts(
        ParityReference reference, IReadOnlyList<string> models, int keys)
    {
        using var text = SharedData.Open(reference.Name);
        if (text is null)
            return null;
        var table = GenericTable.Read(reference.Name, Targets[reference.Name], text);
        var counts = models.ToDictionary(m => m, _ => new int[reference.Train.Length]);
        for (var split = 0; split < reference.Train.Length; split++)
        {
            var data = Standardised.Of(table, reference.Train[split]);
            Assert.Equal(reference.TestRows, data.TestLabels.Length);
            foreach (var model in models)
            {
                for (var key = 0; key < keys; key++)
                {
                    counts[model][split] += Correct(
                        model, 16 * key + split, data.Train, data.TrainLabels, data.Test, data.TestLabels,
                        table.ClassCount);
                }
            }
        }

        return counts;
    }

    public static int Correct(
        string model, int seed, Matrix train, int[] trainLabels, Matrix test, int[] testLabels, int classCount)
    {
        var trainer = ClassifierTrainers.Find(model);
        var key = new TrialKey(Digest.Of([(byte)seed, 42]));
        var task = new ClassifierFitTask(key, train, trainLabels, classCount);
        var fit = Assert.Single(trainer.Fit([task], SettingValues.Defaults(trainer.Algorithm), TrainingContext.Cpu));
        using var classifier = fit.Classifier!;
        return classifier.Predict(test).Labels.Zip(testLabels).Count(p => p.First == p.Second);
    }
}
