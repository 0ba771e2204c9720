using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        /// <summary>
        /// Changes parameters by their gradients. Owns its state, which no dispose scope frees; not thread-safe.
        /// </summary>
        public abstract class Optimizer : IDisposable
        {
            /// <summary>The parameters, in the order given.</summary>
            public abstract IEnumerable<Parameter> parameters();

            /// <summary>Sets the gradients to zero.</summary>
            public abstract void zero_grad();

            /// <summary>Changes the parameters once.</summary>
            /// <param name="closure">Computes the loss again first, with gradients recorded; may be null.</param>
            /// <returns>The loss, or null without a closure.</returns>
            public abstract Tensor? step(Func<Tensor>? closure = null);

            /// <summary>The learning rate, readable and settable, one entry per group of parameters.</summary>
            public abstract IEnumerable<ILearningRateController> ParamGroups { get; }

            /// <summary>Frees the state.</summary>
            public void Dispose()
            {
                Dispose(true);
                GC.SuppressFinalize(this);
            }

            /// <summary>Frees the state when asked to.</summary>
            protected abstract void Dispose(bool disposing);
        }

        /// <summary>A learning rate that can be changed between steps.</summary>
        public interface ILearningRateController
        {
            /// <summary>The rate in use.</summary>
            double LearningRate { get; set; }

            /// <summary>The rate at the start.</summary>
            double InitialLearningRate { get; set; }
        }
    }
}
