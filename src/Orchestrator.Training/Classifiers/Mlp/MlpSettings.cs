using Orchestrator.Sweeps.Catalog;
using Orchestrator.Training.Fusion;
using Orchestrator.Training.Fusion.Optimisers;
using Orchestrator.Training.Fusion.Schedules;

namespace Orchestrator.Training.Classifiers.Mlp;

/// <summary>The settings of the <c>mlp</c>, read once a fit.</summary>
internal sealed record MlpSettings
{
    /// <summary>Outputs of each hidden layer, from the input on.</summary>
    public required IReadOnlyList<int> Hidden { get; init; }

    /// <summary>Activation of the hidden layers.</summary>
    public required Activation Activation { get; init; }

    /// <summary>Share of a hidden layer's outputs dropped in training.</summary>
    public required float Dropout { get; init; }

    /// <summary>Whether only the last hidden layer drops outputs.</summary>
    public required bool DropoutOnLast { get; init; }

    /// <summary>Batch normalisation of the hidden layers; null for none.</summary>
    public required NormOptions? Norm { get; init; }

    /// <summary>How weights start.</summary>
    public required WeightInitialiser Initialiser { get; init; }

    /// <summary>How weights move.</summary>
    public required OptimiserSettings Optimiser { get; init; }

    /// <summary>The course of the learning rate.</summary>
    public required LearningRateSchedule Schedule { get; init; }

    /// <summary>Rows of a batch.</summary>
    public required int Batch { get; init; }

    /// <summary>Epochs at most.</summary>
    public required int MaxEpochs { get; init; }

    /// <summary>Epochs without a better validation score before training stops.</summary>
    public required int Patience { get; init; }

    /// <summary>Whether that score is the loss; otherwise the accuracy, where there is one.</summary>
    public required bool MonitorLoss { get; init; }

    /// <summary>Whether the network of the best epoch is kept; otherwise that of the last.</summary>
    public required bool RestoreBest { get; init; }

    /// <summary>Share of the rows, the last, kept for validation.</summary>
    public required double ValidationSplit { get; init; }

    /// <summary>Reads the settings.</summary>
    public static MlpSettings Read(SettingValues values)
    {
        var listed = values.Integers("hidden");
        var hidden = listed.Length > 0
            ? listed
            : [.. Enumerable.Repeat(values.Integer("neurons"), values.Integer("layers"))];
        return new MlpSettings
        {
            Hidden = hidden,
            Activation = Activations.Parse(values.Text("activation")),
            Dropout = (float)values.Real("dropout"),
            DropoutOnLast = values.Text("dropout-on") == "last",
            Norm = values.Flag("batch-norm") && hidden.Length >= values.Integer("batch-norm-from")
                ? new NormOptions(
                    (float)values.Real("batch-norm-momentum"), (float)values.Real("batch-norm-epsilon"), false)
                : null,
            Initialiser = WeightInitialisers.Parse(values.Text("initialiser")),
            Optimiser = new OptimiserSettings(
                OptimiserKinds.Parse(values.Text("optimiser")), values.Real("learning-rate"), values.Real("beta-1"),
                values.Real("beta-2"), values.Real("rho"), values.Real("momentum"), values.Real("epsilon")),
            Schedule = LearningRateSchedule.Read(values),
            Batch = values.Integer("batch"),
            MaxEpochs = values.Integer("max-epochs"),
            Patience = values.Integer("patience"),
            MonitorLoss = values.Text("monitor") == "loss",
            RestoreBest = values.Flag("restore-best"),
            ValidationSplit = values.Real("validation-split"),
        };
    }

    /// <summary>The share of a hidden layer's outputs that is dropped.</summary>
    public float DropoutOf(int layer) => DropoutOnLast && layer < Hidden.Count - 1 ? 0 : Dropout;

    /// <summary>The layers for d features.</summary>
    public IReadOnlyList<DenseLayer> Layers(int features, int outputs)
    {
        var layers = new List<DenseLayer>();
        var inputs = features;
        for (var l = 0; l < Hidden.Count; l++)
        {
            layers.Add(new DenseLayer(inputs, Hidden[l], true, Norm, Activation, DropoutOf(l)));
            inputs = Hidden[l];
        }

        layers.Add(new DenseLayer(inputs, outputs, true, null, Activation.Identity, 0));
        return layers;
    }
}
