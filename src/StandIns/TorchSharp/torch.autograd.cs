using System.Runtime.InteropServices;
using TorchSharp.Native;

namespace TorchSharp;

public static unsafe partial class torch
{
    /// <summary>Differentiation.</summary>
    public static class autograd
    {
        /// <summary>The gradients of the sum of outputs with respect to inputs, not accumulated anywhere.</summary>
        /// <param name="outputs">What is differentiated.</param>
        /// <param name="inputs">With respect to what.</param>
        /// <param name="grad_outputs">The gradient of each output; needed unless it has one element.</param>
        /// <param name="retain_graph">Keep the recorded operators for another pass.</param>
        /// <param name="create_graph">Record the gradients themselves, for second derivatives.</param>
        /// <param name="allow_unused">Whether an input that was not used is allowed; its gradient is then null.</param>
        /// <returns>One gradient per input, of its shape.</returns>
        /// <exception cref="ExternalException">An output was not recorded, or an input was not used.</exception>
        public static IList<Tensor> grad(
            IList<Tensor> outputs,
            IList<Tensor> inputs,
            IList<Tensor>? grad_outputs = null,
            bool retain_graph = false,
            bool create_graph = false,
            bool allow_unused = false)
        {
            nint[] from = Handles(outputs), to = Handles(inputs), seeds = Handles(grad_outputs);
            var results = new nint[to.Length];
            var flags = (retain_graph || create_graph ? 1 : 0) | (create_graph ? 2 : 0) | (allow_unused ? 4 : 0);
            fixed (nint* outs = from, ins = to, given = seeds, room = results)
            {
                NativeErrors.Check(NativeMethods.Gradients(
                    outs, from.Length, ins, to.Length, given, seeds.Length, flags, room));
            }

            GC.KeepAlive((outputs, inputs, grad_outputs));
            return Array.ConvertAll(results, handle => handle == 0 ? null! : new Tensor(handle));
        }

        /// <summary>Accumulates the gradients of the sum of tensors in the leaves they were computed from.</summary>
        /// <param name="tensors">What is differentiated.</param>
        /// <param name="grad_tensors">The gradient of each; needed unless it has one element.</param>
        /// <param name="create_graph">Record the gradients themselves, for second derivatives.</param>
        /// <param name="retain_graph">Keep the recorded operators for another pass.</param>
        /// <param name="inputs">Must be null: accumulating in chosen leaves only is not in the subset.</param>
        /// <exception cref="ExternalException">A tensor was not recorded, or needs a gradient of its own.</exception>
        public static void backward(
            IList<Tensor> tensors,
            IList<Tensor>? grad_tensors = null,
            bool create_graph = false,
            bool retain_graph = false,
            IList<Tensor>? inputs = null)
        {
            if (inputs is not null) throw new NotSupportedException("Chosen inputs are not in the subset.");
            nint[] from = Handles(tensors), seeds = Handles(grad_tensors);
            fixed (nint* outs = from, given = seeds)
            {
                var (retain, create) = (retain_graph || create_graph ? 1 : 0, create_graph ? 1 : 0);
                NativeErrors.Check(NativeMethods.Backward(outs, from.Length, given, seeds.Length, retain, create));
            }

            GC.KeepAlive((tensors, grad_tensors));
        }

        private static nint[] Handles(IList<Tensor>? tensors)
        {
            if (tensors is null) return [];
            var handles = new nint[tensors.Count];
            for (var k = 0; k < handles.Length; k++) handles[k] = tensors[k]?.Handle ?? 0;
            return handles;
        }
    }
}
