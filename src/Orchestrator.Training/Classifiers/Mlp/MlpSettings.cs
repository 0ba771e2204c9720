using Orchestrator.Sweeps.Catalog;
using Orchestrator.Training.Fusion;

namespace Orchestrator.Training.Classifiers.Mlp;

/// <summary>The settings of the <c>mlp</c>, read once a fit.</summary>
internal sealed record MlpSettings(
    int HiddenLayers,
    int Neurons,
    Activation Activation,
    float Dropout,
    NormOptions? Norm,
    AdamSettings Adam,
    int Batch,
    int MaxEpochs,
    int Patience,
    double ValidationSplit)
{
    /// <summary>Reads the settings.</summary>
    public static MlpSettings Read(SettingValues values) => new(
        values.Integer("layers"),
        values.Integer("neurons"),
        Activations.Parse(values.Text("activation")),
        (float)values.Real("dropout"),
        values.Flag("batch-norm")
            ? new NormOptions(
                (float)values.Real("batch-norm-momentum"), (float)values.Real("batch-norm-epsilon"), false)
            : null,
        new AdamSettings(
            values.Real("learning-rate"), values.Real("beta-1"), values.Real("beta-2"), values.Real("epsilon")),
        values.Integer("batch"),
        values.Integer("max-epochs"),
        values.Integer("patience"),
        values.Real("validation-split"));

    /// <summary>The layers for d features and C classes; two classes have one logit.</summary>
    public IReadOnlyList<DenseLayer> Layers(int features, int classes)
    {
        var layers = new List<DenseLayer>();
        var inputs = features;
        for (var l = 0; l < HiddenLayers; l++)
        {
            layers.Add(new DenseLayer(inputs, Neurons, true, Norm, Activation, Dropout));
            inputs = Neurons;
        }

        layers.Add(new DenseLayer(inputs, classes == 2 ? 1 : classes, true, null, Activation.Identity, 0));
        return layers;
    }
}
