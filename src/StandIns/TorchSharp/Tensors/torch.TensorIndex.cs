namespace TorchSharp;

public static partial class torch
{
    /// <summary>One entry of an indexing expression: a position, a stretch, a tensor of positions or a mask.</summary>
    public struct TensorIndex
    {
        /// <summary>All of a dimension.</summary>
        public static readonly TensorIndex Colon = new() { Kind = IndexKind.Slice };

        /// <summary>All of the dimensions that the other entries leave over.</summary>
        public static readonly TensorIndex Ellipsis = new() { Kind = IndexKind.Ellipsis };

        internal IndexKind Kind { get; private init; }

        internal long? Start { get; private init; }

        internal long? Stop { get; private init; }

        internal long? Step { get; private init; }

        internal Tensor? Positions { get; private init; }

        /// <summary>Every step-th entry from start to before stop; a negative bound counts from the end.</summary>
        public static TensorIndex Slice(long? start = null, long? stop = null, long? step = null) =>
            new() { Kind = IndexKind.Slice, Start = start, Stop = stop, Step = step };

        /// <summary>The entries of a range.</summary>
        public static TensorIndex Slice(Range range) => Slice(
            range.Start.IsFromEnd ? -range.Start.Value : range.Start.Value,
            !range.End.IsFromEnd ? range.End.Value : range.End.Value == 0 ? null : -range.End.Value);

        /// <summary>One entry; the dimension goes away.</summary>
        public static TensorIndex Single(long? index) => new() { Kind = IndexKind.Single, Start = index };

        /// <summary>The entries that a tensor of positions or a mask names.</summary>
        public static TensorIndex Tensor(Tensor tensor) => new() { Kind = IndexKind.Tensor, Positions = tensor };

        /// <summary>One entry; the dimension goes away.</summary>
        public static implicit operator TensorIndex(long value) => Single(value);

        /// <summary>The entries of a range.</summary>
        public static implicit operator TensorIndex(Range range) => Slice(range);

        /// <summary>The entries that a tensor of positions or a mask names.</summary>
        public static implicit operator TensorIndex(Tensor tensor) => Tensor(tensor);
    }

    internal enum IndexKind
    {
        Slice,
        Single,
        Tensor,
        Ellipsis,
    }
}
