namespace TorchSharp;

public static partial class torch
{
    /// <summary>The processor.</summary>
    public static readonly Device CPU = new(DeviceType.CPU);

    /// <summary>The current GPU.</summary>
    public static readonly Device CUDA = new(DeviceType.CUDA);

    /// <summary>The device that a text such as <c>cpu</c>, <c>cuda</c> or <c>cuda:1</c> names.</summary>
    public static Device device(string description) => new(description);

    /// <summary>A device of a kind.</summary>
    public static Device device(DeviceType type, int index = -1) => new(type, index);

    /// <summary>A place where tensors live and operators run.</summary>
    public sealed class Device
    {
        /// <summary>Reads <c>cpu</c>, <c>cuda</c> or <c>cuda:N</c>.</summary>
        public Device(string description)
        {
            var parts = description.Split(':');
            type = parts[0] switch
            {
                "cpu" => DeviceType.CPU,
                "cuda" => DeviceType.CUDA,
                _ => throw new ArgumentException($"Unknown device: {description}", nameof(description)),
            };
            index = parts.Length > 1 ? int.Parse(parts[1]) : -1;
        }

        /// <summary>A device of a kind; index −1 is the current one.</summary>
        public Device(DeviceType type, int index = -1)
        {
            this.type = type;
            this.index = index;
        }

        /// <summary>The kind of device.</summary>
        public DeviceType type { get; }

        /// <summary>Which of them; −1 is the current one.</summary>
        public int index { get; }

        /// <summary>The device that a text names.</summary>
        public static implicit operator Device(string description) => new(description);

        /// <summary>The form that the constructor reads.</summary>
        public override string ToString()
        {
            var kind = type == DeviceType.CPU ? "cpu" : "cuda";
            return index < 0 ? kind : $"{kind}:{index}";
        }
    }

    /// <summary>NVIDIA GPUs.</summary>
    public static class cuda
    {
        /// <summary>Whether a GPU can be used.</summary>
        public static bool is_available() => device_count() > 0;

        /// <summary>How many GPUs can be used.</summary>
        public static int device_count() => Native.NativeMethods.CudaDevices();
    }
}
