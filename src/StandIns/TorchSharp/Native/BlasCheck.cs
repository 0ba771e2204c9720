namespace TorchSharp.Native;

/// <summary>Debian's libtorch uses the BLAS that <c>libblas.so.3</c> points at; the reference one is slow.</summary>
internal static class BlasCheck
{
    private const string Map = "/proc/self/maps";

    internal static void RefuseReferenceBlas()
    {
        if (!File.Exists(Map)) return;
        foreach (var line in File.ReadLines(Map))
        {
            if (IsReferenceBlas(line))
            {
                throw new NotSupportedException(
                    "libtorch runs on the reference BLAS, many times slower: apt-get install libopenblas0-pthread");
            }
        }
    }

    // Debian keeps the reference BLAS in .../blas/libblas.so.3 and OpenBLAS's in .../openblas-pthread/libblas.so.3.
    internal static bool IsReferenceBlas(string mapLine) =>
        mapLine.Contains("/blas/libblas.so.3", StringComparison.Ordinal);
}
