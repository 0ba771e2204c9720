namespace Orchestrator.Sweeps.Catalog;

/// <summary>The neural network among the models.</summary>
public static class MlpAlgorithm
{
    /// <summary>A dense network with batch normalisation, dropout and early stopping.</summary>
    public static AlgorithmDescriptor Descriptor { get; } = new(
        "mlp", 1, "dense neural network with batch normalisation, dropout and early stopping (Leitner 2021)",
        [
            Integer("layers", "5", 1, 64, "Hidden layers."),
            Integer("neurons", "64", 1, 4096, "Outputs of each hidden layer."),
            new SettingDescriptor("activation", SettingKind.Choice, "selu", "Activation of the hidden layers.")
            {
                Choices = ["selu", "relu", "leaky-relu", "tanh", "elu"],
            },
            Real("dropout", "0.3", 0, 0.95, "Share of each hidden layer's outputs dropped in training."),
            new SettingDescriptor(
                "batch-norm", SettingKind.Flag, "true", "Normalise each hidden layer over the batch."),
            Real("batch-norm-momentum", "0.99", 0, 1, "What stays of the running statistics at each batch."),
            Real("batch-norm-epsilon", "0.001", 1e-12, 1, "Added to the batch's variance."),
            Real("learning-rate", "0.001", 1e-8, 10, "Adam's step size."),
            Real("beta-1", "0.9", 0, 0.999999, "Adam's decay of the first moment."),
            Real("beta-2", "0.999", 0, 0.999999, "Adam's decay of the second moment."),
            Real("epsilon", "1E-07", 1e-12, 1, "Added to the root of Adam's second moment."),
            Integer("batch", "32", 2, 65536, "Rows of a batch; the last one of an epoch may be smaller."),
            Integer("max-epochs", "300", 1, 100000, "Epochs at most."),
            Integer("patience", "20", 1, 100000, "Epochs without a better validation accuracy before training stops."),
            Real("validation-split", "0.2", 0, 0.9, "Share of the rows, the last, kept for validation; 0 for none."),
        ])
    {
        Fuses = true,
    };

    private static SettingDescriptor Integer(string name, string value, double minimum, double maximum, string text) =>
        new(name, SettingKind.Integer, value, text) { Minimum = minimum, Maximum = maximum };

    private static SettingDescriptor Real(string name, string value, double minimum, double maximum, string text) =>
        new(name, SettingKind.Real, value, text) { Minimum = minimum, Maximum = maximum };
}
