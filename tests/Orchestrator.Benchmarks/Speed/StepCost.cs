namespace Orchestrator.Benchmarks.Speed;

/// <summary>
/// Floating-point operations of a training step in products with weights, two a multiplication; everything else
/// (activations, optimisers, random numbers) is left out.
/// </summary>
internal static class StepCost
{
    /// <summary>Operations of a step of a GAN with two hidden layers.</summary>
    /// <param name="kind">The generator's name.</param>
    /// <param name="columns">Columns of a row, the class included.</param>
    /// <param name="batch">Rows of a batch.</param>
    public static long Operations(string kind, int columns, int batch)
    {
        // Multiplications for one row forward, and of them the first layer's, which backward to its input costs.
        const int generatorFirst = 8 * 32;
        var generator = generatorFirst + 32 * 64 + 64 * columns;
        var criticFirst = columns * 64;
        var critic = criticFirst + 64 * 32 + 32;

        // Forward, gradient of the weights, gradient of every layer's input but the first's.
        var trained = 3 * critic - criticFirst;
        var generated = 3 * generator - generatorFirst;
        var multiplications = kind == "wgan-gp"

            // Real rows train the critic; generated ones do and hand a gradient on to the generator.
            ? generated + trained + trained + criticFirst + Penalty(critic, criticFirst)

            // Real and generated rows train the discriminator; a third look hands a gradient on to the generator.
            : generated + 2 * trained + 2 * critic;
        return 2L * batch * multiplications;
    }

    // Forward and back to the input for the slope; the slope's own derivative runs the other way through every layer and
    // leaves a gradient of the weights; behind it comes, as selu is curved, an ordinary backward pass.
    private static int Penalty(int critic, int first) => 2 * critic + 2 * critic + (2 * critic - first);
}
