namespace Orchestrator.Training.Preprocessing;

/// <summary>How one column of the data set becomes features. Fitted on the training subset, immutable.</summary>
internal abstract class FittedColumn
{
    /// <summary>The name of the data set's column.</summary>
    public abstract string Name { get; }

    /// <summary>How many features it becomes, one at least.</summary>
    public abstract int Width { get; }

    /// <summary>What the features stand for, beginning at feature <paramref name="start"/>.</summary>
    public abstract FeatureBlock Block(int start);

    /// <summary>
    /// Writes the features of a row of the data set; NaN where the value is missing and left to the iterative
    /// imputation.
    /// </summary>
    /// <param name="row">A row of the data set.</param>
    /// <param name="features">As many as the width; all zero before.</param>
    public abstract void Encode(int row, Span<double> features);
}
