using Orchestrator.Training.Fusion;

namespace Orchestrator.Training.Generators.TabDdpm;

/// <summary>
/// y = x σ(x) (Hendrycks and Gimpel 2016) and back. Its slope is no function of y, so it is put together from products.
/// </summary>
internal sealed class SiluPass(FusionEngine engine, int rows, int columns)
{
    private readonly Block _sigmoid = engine.Allocate(rows, columns);
    private readonly Block _bend = engine.Allocate(rows, columns);

    /// <summary>x, to be filled.</summary>
    public Block Input { get; } = engine.Allocate(rows, columns);

    /// <summary>y.</summary>
    public Block Output { get; } = engine.Allocate(rows, columns);

    /// <summary>y from x.</summary>
    public void Forward()
    {
        engine.Activate(_sigmoid, Input, Activation.Sigmoid);
        engine.Multiply(Output, Input, _sigmoid);
    }

    /// <summary>Makes the gradient of y, in place, that of x: d σ + d x σ (1 - σ).</summary>
    public void Backward(Block gradient)
    {
        engine.Multiply(_bend, gradient, Input);
        engine.ActivateGradient(_bend, _bend, _sigmoid, Activation.Sigmoid);
        engine.Multiply(gradient, gradient, _sigmoid);
        engine.Add(gradient, _bend);
    }
}
