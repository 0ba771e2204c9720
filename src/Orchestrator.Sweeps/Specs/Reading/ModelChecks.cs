using Orchestrator.Sweeps.Catalog;

namespace Orchestrator.Sweeps.Specs.Reading;

/// <summary>Whether models fit what is predicted, and what is odd about their settings.</summary>
internal sealed class ModelChecks(SpecVocabulary vocabulary, ProblemList problems)
{
    private const string Initialiser = "initialiser";

    private static readonly string[] Uniform = ["zeros", "ones"];

    /// <summary>Checks models that were read.</summary>
    /// <param name="node">What the field holds.</param>
    /// <param name="models">What was read of it; empty where that failed.</param>
    /// <param name="task">What is predicted.</param>
    public void Check(SpecNode? node, IReadOnlyList<AlgorithmChoice> models, PredictionTask task)
    {
        for (var i = 0; i < models.Count; i++)
        {
            var (at, path) = node is SpecList list ? (list.Items[i], $"models[{i}]") : (node!, "models");
            CheckTask(at, path, models[i].Algorithm, task);
            CheckInitialiser(at, $"{path}.{models[i].Algorithm.Name}.{Initialiser}", models[i]);
        }
    }

    private void CheckTask(SpecNode at, string path, AlgorithmDescriptor model, PredictionTask task)
    {
        if (task == PredictionTask.Regression && !model.Regresses)
        {
            problems.AddValue(at, path, $"'{model.Name}'", "does not predict numbers",
                $"the target is a number; the models for it are {Names(m => m.Regresses)}");
        }
        else if (task == PredictionTask.Classification && !model.Classifies)
        {
            problems.AddValue(at, path, $"'{model.Name}'", "does not predict classes",
                $"the target is a class; the models for it are {Names(m => m.Classifies)}");
        }
    }

    // What starts alike, and is moved alike, stays alike: the layer says no more than one unit would.
    private void CheckInitialiser(SpecNode at, string path, AlgorithmChoice model)
    {
        if (model.Algorithm.Settings.All(setting => setting.Name != Initialiser)
            || model.Settings.Text(Initialiser) is not { } start || !Uniform.Contains(start))
            return;
        problems.Warn(problems.PlaceOf(path) ?? at, path, $"'{start}'", "starts all units of a hidden layer alike",
            "they stay alike in training, apart from dropout, so a layer can do no more than one unit");
    }

    private string Names(Func<AlgorithmDescriptor, bool> isFit) =>
        string.Join(", ", vocabulary.Models.Where(isFit).Select(model => model.Name));
}
