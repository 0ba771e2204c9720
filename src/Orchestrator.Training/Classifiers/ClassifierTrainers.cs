using Orchestrator.Training.Classifiers.Bayes;
using Orchestrator.Training.Classifiers.Boosting;
using Orchestrator.Training.Classifiers.FullBatch;
using Orchestrator.Training.Classifiers.Linear;
using Orchestrator.Training.Classifiers.Mlp;
using Orchestrator.Training.Classifiers.Neighbors;
using Orchestrator.Training.Classifiers.Search;
using Orchestrator.Training.Classifiers.Svm;
using Orchestrator.Training.Classifiers.Trees;

namespace Orchestrator.Training.Classifiers;

/// <summary>The trainers of the models in the catalogue.</summary>
public static class ClassifierTrainers
{
    private static readonly IReadOnlyList<ClassifierTrainer> Plain =
    [
        new LogregTrainer(),
        new SvcTrainer(),
        new RandomForestTrainer(),
        new DecisionTreeTrainer(),
        new KnnTrainer(),
        new GaussianNbTrainer(),
        new BoostingTrainer(),
        new MlpTrainer(),
        new FullBatchTrainer(),
        new MajorityTrainer(),
    ];

    /// <summary>All of them, in the order of the catalogue; each searches where its settings say so.</summary>
    public static IReadOnlyList<ClassifierTrainer> All { get; } =
        [.. Plain.Select(trainer => new SearchingTrainer(trainer))];

    /// <summary>The trainer of the model of that name.</summary>
    /// <exception cref="KeyNotFoundException">There is none.</exception>
    public static ClassifierTrainer Find(string name) =>
        All.FirstOrDefault(t => t.Algorithm.Name == name)
        ?? throw new KeyNotFoundException($"There is no trainer for the model '{name}'.");
}
