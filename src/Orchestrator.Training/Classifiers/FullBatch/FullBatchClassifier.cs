using Orchestrator.Training.Preprocessing;

namespace Orchestrator.Training.Classifiers.FullBatch;

/// <summary>A fitted <c>mlp-full-batch</c>. Thread-safe; holds plain arrays.</summary>
internal sealed class FullBatchClassifier(RangeScale scale, TargetCode code, TrainedNetwork network) : FittedClassifier
{
    /// <inheritdoc/>
    public override Predictions Predict(Matrix features) =>
        code.Decode(network.Run(scale.Map(features, 0, features.Rows)));
}
