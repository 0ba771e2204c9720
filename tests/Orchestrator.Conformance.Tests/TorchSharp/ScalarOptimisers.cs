namespace Orchestrator.Conformance.Tests.Tensors;

/// <summary>The optimisers on one number, written from the formulas of PyTorch's documentation.</summary>
internal static class ScalarOptimisers
{
    /// <summary>From a gradient to the change of the weight; holds its own state.</summary>
    internal delegate double Rule(double weight, double gradient);

    internal static Rule Sgd(double lr, double momentum, double dampening, double decay, bool nesterov)
    {
        double? buffer = null;
        return (w, g) =>
        {
            g += decay * w;
            if (momentum == 0) return w - lr * g;
            buffer = buffer is { } b ? momentum * b + (1 - dampening) * g : g;
            return w - lr * (nesterov ? g + momentum * buffer.Value : buffer.Value);
        };
    }

    internal static Rule Adam(double lr, double beta1, double beta2, double eps, double decay, bool amsgrad)
    {
        double m = 0, v = 0, largest = 0;
        var t = 0;
        return (w, g) =>
        {
            g += decay * w;
            t++;
            m = beta1 * m + (1 - beta1) * g;
            v = beta2 * v + (1 - beta2) * g * g;
            largest = amsgrad ? Math.Max(largest, v) : v;
            var mean = m / (1 - Math.Pow(beta1, t));
            var square = largest / (1 - Math.Pow(beta2, t));
            return w - lr * mean / (Math.Sqrt(square) + eps);
        };
    }

    internal static Rule RmsProp(double lr, double alpha, double eps, double decay, double momentum, bool centred)
    {
        double v = 0, mean = 0, buffer = 0;
        return (w, g) =>
        {
            g += decay * w;
            v = alpha * v + (1 - alpha) * g * g;
            mean = alpha * mean + (1 - alpha) * g;
            var step = g / (Math.Sqrt(centred ? v - mean * mean : v) + eps);
            buffer = momentum * buffer + step;
            return w - lr * (momentum > 0 ? buffer : step);
        };
    }

    internal static Rule Adagrad(double lr, double rateDecay, double decay, double start, double eps)
    {
        var sum = start;
        var t = 0;
        return (w, g) =>
        {
            g += decay * w;
            sum += g * g;
            return w - lr / (1 + t++ * rateDecay) * g / (Math.Sqrt(sum) + eps);
        };
    }

    internal static Rule Nadam(double lr, double beta1, double beta2, double eps, double decay, double schedule)
    {
        double m = 0, v = 0, product = 1;
        var t = 0;
        return (w, g) =>
        {
            g += decay * w;
            t++;
            var now = beta1 * (1 - 0.5 * Math.Pow(0.96, t * schedule));
            var next = beta1 * (1 - 0.5 * Math.Pow(0.96, (t + 1) * schedule));
            product *= now;
            m = beta1 * m + (1 - beta1) * g;
            v = beta2 * v + (1 - beta2) * g * g;
            var mean = next * m / (1 - product * next) + (1 - now) * g / (1 - product);
            return w - lr * mean / (Math.Sqrt(v / (1 - Math.Pow(beta2, t))) + eps);
        };
    }
}
