using Orchestrator.Training.Fusion;
using Orchestrator.Training.Fusion.Optimisers;

namespace Orchestrator.Training.Classifiers.Mlp;

/// <summary>A network to train: its rows and its settings.</summary>
/// <param name="Place">Its place in the list of fits asked for.</param>
/// <param name="Work">Its rows and its key.</param>
/// <param name="Settings">Its settings.</param>
internal sealed record MlpMember(int Place, ClassifierFitTask Work, MlpSettings Settings)
{
    /// <summary>What the network is trained for.</summary>
    public MlpLoss Loss { get; } =
        Work.Targets is not null ? MlpLoss.Squared : Work.ClassCount == 2 ? MlpLoss.Sigmoid : MlpLoss.Softmax;

    /// <summary>Outputs of the network: one for two classes or for a number, else one a class.</summary>
    public int Outputs => Loss == MlpLoss.Softmax ? Work.ClassCount : 1;

    /// <summary>What the members of one group have in common; widths, rates and stopping are each one's own.</summary>
    public MlpShape Shape => new(
        Work.Features.Columns, Outputs, Loss, Settings.Hidden.Count, Settings.Activation, Settings.Optimiser.Kind,
        Settings.Norm, Settings.Batch);

    /// <summary>The member's own layers.</summary>
    public IReadOnlyList<DenseLayer> Layers => Settings.Layers(Work.Features.Columns, Outputs);
}

/// <summary>What a network is trained for.</summary>
internal enum MlpLoss
{
    /// <summary>Two classes: cross entropy of one logit.</summary>
    Sigmoid,

    /// <summary>More classes: cross entropy of a logit each.</summary>
    Softmax,

    /// <summary>A number: squared error.</summary>
    Squared,
}

/// <summary>What networks must have in common to train together.</summary>
internal readonly record struct MlpShape(
    int Features, int Outputs, MlpLoss Loss, int Depth, Activation Activation, OptimiserKind Optimiser,
    NormOptions? Norm, int Batch);
