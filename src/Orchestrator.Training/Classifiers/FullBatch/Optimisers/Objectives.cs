namespace Orchestrator.Training.Classifiers.FullBatch.Optimisers;

/// <summary>A function of some parameters that is to become small. Not thread-safe.</summary>
internal interface IObjective
{
    /// <summary>The number of parameters.</summary>
    int Count { get; }

    /// <summary>The value at a point.</summary>
    double Value(ReadOnlySpan<double> point);

    /// <summary>The value at a point; writes the gradient there.</summary>
    double Gradient(ReadOnlySpan<double> point, Span<double> gradient);
}

/// <summary>The mean of the squares of <see cref="Residuals"/> residuals.</summary>
internal interface ISquaresObjective : IObjective
{
    /// <summary>N.</summary>
    int Residuals { get; }

    /// <summary>The sum of the squared residuals at a point; writes JᵀJ and Jᵀe there.</summary>
    double Linearise(ReadOnlySpan<double> point, NormalEquations equations);
}
