using TorchSharp.Dispatch;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>Activations and losses as functions.</summary>
        public static class functional
        {
            /// <summary>max(x, 0).</summary>
            public static Tensor relu(Tensor x, bool inplace = false) => inplace ? x.relu_() : x.relu();

            /// <summary>x where positive, slope × x elsewhere.</summary>
            public static Tensor leaky_relu(Tensor input, double negative_slope = 0.01, bool inplace = false) =>
                Into(input, Aten.LeakyRelu.Call(input, negative_slope), inplace);

            /// <summary>x where positive, alpha × (e^x − 1) elsewhere.</summary>
            public static Tensor elu(Tensor x, double alpha, bool inplace = false) =>
                Into(x, Aten.Elu.Call(x, alpha, 1.0, 1.0), inplace);

            /// <summary>The scaled ELU (Klambauer et al. 2017, eq. 2).</summary>
            public static Tensor selu(Tensor x, bool inplace = false) =>
                Into(x, Aten.Selu.Call(x), inplace);

            /// <summary>The hyperbolic tangent.</summary>
            public static Tensor tanh(Tensor x) => x.tanh();

            /// <summary>1 / (1 + e^−x).</summary>
            public static Tensor sigmoid(Tensor x) => x.sigmoid();

            /// <summary>log(1 / (1 + e^−x)).</summary>
            public static Tensor logsigmoid(Tensor x) => x.log_sigmoid();

            /// <summary>log(1 + e^(beta x)) / beta; linear above the threshold.</summary>
            public static Tensor softplus(Tensor x, double beta = 1.0, double threshold = 20.0) =>
                Aten.Softplus.Call(x, beta, threshold);

            /// <summary>e to the elements, divided by their sum along a dimension.</summary>
            public static Tensor softmax(Tensor input, long dim, ScalarType? dtype = null) => input.softmax(dim, dtype);

            /// <summary>The logarithm of the softmax.</summary>
            public static Tensor log_softmax(Tensor input, long dim, ScalarType? dtype = null) =>
                input.log_softmax(dim, dtype);

            /// <summary>Zeroes each element with probability p and divides the rest by 1 − p, while training.</summary>
            public static Tensor dropout(Tensor input, double p = 0.5, bool training = true, bool inplace = false) =>
                Into(input, Aten.Dropout.Call(input, p, training), inplace);

            /// <summary>The binary cross-entropy of logits against targets in [0, 1].</summary>
            public static Tensor binary_cross_entropy_with_logits(
                Tensor input,
                Tensor target,
                Tensor? weight = null,
                Reduction reduction = Reduction.Mean,
                Tensor? pos_weights = null) =>
                Aten.Bce.Call(input, target, weight, pos_weights, (long)reduction);

            /// <summary>The cross-entropy of logits [B, C] against class indices [B] or probabilities [B, C].</summary>
            public static Tensor cross_entropy(
                Tensor input,
                Tensor target,
                Tensor? weight = null,
                long ignore_index = -100,
                Reduction reduction = Reduction.Mean,
                double label_smoothing = 0.0) =>
                Aten.CrossEntropy.Call(input, target, weight, (long)reduction, ignore_index, label_smoothing);

            private static Tensor Into(Tensor input, Tensor result, bool inplace)
            {
                if (!inplace) return result;
                using (result) return input.copy_(result);
            }
        }
    }
}
